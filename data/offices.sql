-- What offices say of targets: a verdict set by hand, causes and measures. They stand beside what is found and change
-- nothing of it.

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
