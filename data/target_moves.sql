-- What became of targets from one plan to the next: continuations (continuity.sql) with the target set beside that of
-- the plan before, as far as the two are one quantity of one span.

create macro target_moves() as table
with

-- a plan of whose predecessor the ledger has nothing says nothing of what is new
known as (
    select document_id, region_id, asked_period_id, bool_or(earlier_row_no is not null) as is_by_table
    from continuations
    where earlier_target_fact_id is not null
    group by all
),

set_beside as (
    select
        c.*, is_by_table, coalesce(l.period_id, p.period_id) as period_id,
        e.period_id as earlier_period_id,
        cast(e.target * e.factor / l.factor as decimal(18, 6)) as earlier_target_here,
        -- one quantity, asked for in one way, over as many years; what is only a sign is no number
        c.continuity in ('continued', 'renamed') and c.form = 'level' and e.form = 'level' and c.target is not null
            and e.target is not null and c.target_basis = e.target_basis and n.dimension = m.dimension
            and (c.target_basis <> 'total' or l.year_to - l.year_from = e.year_to - e.year_from) as is_one_quantity,
        c.caution_zh is not null or c.break_certainty is not null as is_doubtful
    from continuations c
    join known using (document_id, region_id, asked_period_id)
    left join plan_rows l on l.target_fact_id = c.target_fact_id
    left join plan_rows e on e.target_fact_id = c.earlier_target_fact_id
    left join units n on n.unit = c.unit
    left join units m on m.unit = c.earlier_unit
    -- of a row that is gone the period is its plan's own
    left join plan_tables p on p.document_id = c.document_id and p.region_id = c.region_id and p.is_own
    where c.asked_period_id = ''
    qualify row_number() over (
        partition by c.document_id, c.region_id, c.target_fact_id, c.earlier_target_fact_id order by p.period_id
    ) = 1
)

select
    * exclude (change_pct, change_pp, is_one_quantity),
    -- against the last result, by the rules of continuity
    change_pct as result_change_pct, change_pp as result_change_pp,
    case
        when continuity in ('dropped', 'moved_to_text') then continuity
        -- what stands in the tables of a plan that is known by its text alone is not known
        when continuity in ('new', 'new_with_base') then case when is_by_table then 'new' else 'new_to_text' end
        when not is_one_quantity then 'changed'
        when target = earlier_target_here then 'kept'
        when asked_more(target, earlier_target_here, direction) < 0 then 'lowered'
        else 'raised'
    end as became,
    case when is_one_quantity and measure not in ('rate', 'growth_rate')
        then one_decimal(percent_of(target - earlier_target_here, earlier_target_here)) end as change_pct,
    case when is_one_quantity and measure in ('rate', 'growth_rate') then target - earlier_target_here end as change_pp
from set_beside;
