-- What offices say of targets: a verdict set by hand, causes and measures. They stand beside what is found and change
-- nothing of it. And which office reports what, from where and until when.

-- The latest ruling on each target that speaks of a month or of one before, and the latest remark; one that says
-- nothing takes back those before it.
create macro rulings_at(month) as table
from (
    from rulings where as_of <= month
    qualify row_number() over (partition by target_fact_id order by as_of desc, ruled_on desc) = 1
)
where status is not null;

create macro remarks_at(month) as table
from (
    from remarks where as_of <= month
    qualify row_number() over (partition by target_fact_id order by as_of desc, written_on desc) = 1
)
where cause is not null or measures is not null;

create view offices_now as
select region_id, indicator_id, office, source, due_on
from offices
qualify row_number() over (partition by region_id, indicator_id order by set_on desc) = 1;

-- An office's date for the results of a year: one day, or the same day of every following year.
create macro due_date(due_on, year, month) as case
    when length(due_on) = 10 then due_on
    when month = 12 then (year + 1)::varchar || '-' || due_on
end;
