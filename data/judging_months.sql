-- At which months the ledger is judged.

-- Those with any result in a period, and the period's last one; before it has begun the month of the latest result.
-- None lies after that.
create view judging_months as
with

latest as (
    select as_of_index(as_of) as month from latest_month
),

months as (
    select s.period_id, month_index(f.year_to, f.through_month) as month
    from facts f
    join spans s on f.year_to between s.year_from and s.year_to
    where f.role = 'actual'
    union
    select period_id, month_index(year_to, 12) from spans
    union
    select s.period_id, l.month from latest l join spans s on l.month < month_index(s.year_from, 1)
)

select period_id, month from months where month <= (select month from latest);

-- The months whose judgements are kept in month_judgements (judging_kept.sql), and how many these are at most. Those of
-- other months are worked out when they are asked for.
create table judged_months (as_of varchar primary key);
create macro most_judgements_kept() as 100000;

-- Of a ledger with more targets than these, what is made of a month's judgements (MONTHLY of data/months.py) is worked
-- out for each region that is asked for, and as a whole only for who asks for all.
create macro most_targets_aside() as 5000;
-- What is made of the other months is worked out ahead of the questions where it comes to no more rows than these.
create macro most_rows_ahead() as 20000;
-- Of any macro no more months than these, or months of a region, are held in memory; those asked for later are worked
-- out each time. What is made of the judgements of such a large ledger as a whole is held of fewer.
create macro most_months_aside() as 200;
create macro most_large_months_aside() as 2;
create macro most_regions_aside() as 1000;
