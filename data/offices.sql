-- What offices say of targets: a verdict set by hand, causes and measures. They stand beside what is found and change
-- nothing of it.

-- The latest ruling on each target that speaks of a month or of one before, and the latest remark.
create macro rulings_at(month) as table
select * from rulings where as_of <= month
qualify row_number() over (partition by target_fact_id order by as_of desc) = 1;

create macro remarks_at(month) as table
select * from remarks where as_of <= month
qualify row_number() over (partition by target_fact_id order by as_of desc) = 1;
