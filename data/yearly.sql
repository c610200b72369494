-- A plan's target broken down by years: what each year needs, what a year's plan asks for, what came of it.

-- The word of a verdict with all that cautions it: why there is none, the month of an old figure, a source unseen.
create macro cautioned_in(
    said_words, status, intent, measure, side, refusal, dated_month, is_pending
) as said_words[status_token(status, intent, measure, side)] || in_brackets(said_words, joined(
    list_filter(
        [
            nullif(status_remark(said_words, status, refusal), ''),
            case when dated_month is not null
                then with_blank(said_words['verdict.dated'], 'through', through_said(said_words, dated_month)) end,
            case when is_pending then said_words['verdict.pending'] end
        ],
        lambda text: text is not null
    ),
    said_words['list.qualifier']
));

-- The same in both languages; null without a status.
create macro cautioned_status(
    zh_words, en_words, status, intent, measure, side, refusal, dated_month, is_pending
) as case when status is not null then {
    'zh': cautioned_in(zh_words, status, intent, measure, side, refusal, dated_month, is_pending),
    'en': cautioned_in(en_words, status, intent, measure, side, refusal, dated_month, is_pending)
} end;

-- What is set for single years of the targets of plans, one row a target and figure: a goal of the year itself, or one
-- for every year (每年). What another five-year plan wants by the same end is no yearly figure.
create macro yearly_goals(as_of, regions) as table
select
    m.target_fact_id, y.year, a.target_fact_id as plan_fact_id, a.document_id as plan_document_id, a.kind as plan_kind,
    a.target * ua.factor / um.factor as plan, a.comparator::varchar as plan_comparator, a.side as plan_side,
    a.is_closed as is_plan_closed,
    case when a.unit = m.unit then a.target_raw else a.target_raw || ' ' || a.unit end as plan_raw, a.status,
    a.refusal, a.intent, a.measure, case when a.is_date_said then as_of_index(a.data_through) end as dated_month,
    a.is_pending_source,
    row_number() over (
        partition by m.target_fact_id, y.year
        -- the year's own figure first, then what is set within the target's years
        order by a.kind = 'each_year', a.year_from < m.year_from or a.year_to > m.year_to, f.reliability,
            d.kind in ('annual_plan', 'implementation_plan') desc, d.issued_on desc nulls last, a.target_fact_id
    ) as nth
from judgements(as_of) m
join judgements(as_of) a on a.region_id = m.region_id and a.indicator_id = m.indicator_id
    and a.target_fact_id <> m.target_fact_id and a.target is not null and a.form = 'level'
join units um on um.unit = m.unit
join units ua on ua.unit = a.unit and ua.dimension = um.dimension
join facts f on f.fact_id = a.target_fact_id
join documents d on d.document_id = a.document_id,
    unnest(range(m.year_from, m.year_to + 1)) y (year)
where m.is_plan_row and m.year_from < m.year_to and is_asked(regions, m.region_id) and case a.kind
    when 'each_year' then y.year between a.year_from and a.year_to
    when 'total' then m.kind in ('total', 'each_year') and a.year_from = y.year and a.year_to = y.year
    when 'level' then m.kind not in ('total', 'growth') and a.year_to = y.year
        and not (d.kind in ('five_year_plan', 'special_plan') and a.year_to = m.year_to)
end;

-- The verdict of a whole target at the end of each year, as it stands in the last month of the year that is judged.
create macro year_end_verdicts(as_of, regions) as table
select
    year, j.target_fact_id, j.status, j.refusal, j.intent, j.measure, j.side, j.data_through,
    case when j.is_date_said then as_of_index(j.data_through) end as dated_month, j.is_pending_source
from (
    select cast(left(judged_at, 4) as integer) as year, *
    from month_judgements
    where left(judged_at, 4) < left(as_of, 4) and is_asked(regions, region_id)
    qualify judged_at = max(judged_at) over (partition by left(judged_at, 4))
    union all by name
    -- the end's verdict, and that of the year that runs, is the one of the month that is asked for
    select * exclude (end_index), least(cast(left(as_of, 4) as integer), year_to) as year, end_index
    from judgements(as_of)
    where is_asked(regions, region_id)
) j
where j.is_plan_row and year between j.year_from and j.year_to
qualify row_number() over (partition by j.target_fact_id, year order by judged_at is null desc) = 1;

-- One row a target of a plan and year of its span.
create macro yearly_figures(as_of, regions) as table
with

dated as (
    select
        t.target_fact_id, t.region_id, t.document_id, t.period_id, t.indicator_id, t.attribute, t.table_no, t.row_no,
        t.row_order, t.kind, t.measure, t.intent, t.test, t.form,
        t.unit, t.target_raw, t.target,
        t.comparator::varchar as target_comparator, t.year_from, t.year_to,
        t.has_line, t.side, t.base_used, t.base_used_fact_id, t.start_index, t.end_index,
        y.year,
        -- a year that a printed total holds lacks nothing, though no figure of its own is out
        case when y.state = 'missing' and count(y.printed_total) over from_here > 0 then 'within' else y.state end
            as state,
        y.value, y.value_raw, y.through_month, y.comparator, y.fact_id,
        case when t.test = 'sum' then coalesce(
            case when y.printed_total is not null and (y.running is null or y.printed_through_month >= y.through_month)
                then y.printed_total end,
            y.running, y.printed_total
        ) end as running,
        case
            when running is null then null
            when y.printed_total is not null and running = y.printed_total then y.printed_comparator::varchar
            when bool_and(y.state = 'full' and y.comparator in ('eq', 'approx')) over so_far then 'eq'
            when bool_and(y.comparator is null or y.comparator in ('eq', 'approx', 'ge', 'gt')) over so_far then 'ge'
        end as running_comparator,
        -- the last level before the year, and its month
        last_value(case when t.kind = 'level' then y.value end ignore nulls) over before as last_level,
        last_value(case when t.kind = 'level' and y.value is not null then month_index(y.year, y.through_month) end
            ignore nulls) over before as last_month
    from judgements(as_of) t
    join year_results(as_of, regions) y on y.target_fact_id = t.target_fact_id
    where t.is_plan_row and t.year_from < t.year_to and is_asked(regions, t.region_id)
    window so_far as (partition by t.target_fact_id order by y.year rows unbounded preceding),
        from_here as (
            partition by t.target_fact_id order by y.year rows between current row and unbounded following
        ),
        before as (partition by t.target_fact_id order by y.year rows between unbounded preceding and 1 preceding)
),

led as (
    select
        *, last_value(running ignore nulls) over before as done_before,
        last_value(running_comparator ignore nulls) over before as done_before_comparator,
        coalesce(last_value(case when running is not null then year end ignore nulls) over before, year_from - 1)
            as done_year,
        -- years between the last that is known and this one: none, or those to come
        count(*) filter (state <> 'future' and running is null) over before > 0 as is_gapped,
        case when has_line then coalesce(last_level, base_used) end as level_before,
        case when has_line then coalesce(last_month, start_index) end as month_before
    from dated
    window before as (
        partition by target_fact_id order by year rows between unbounded preceding and 1 preceding
    )
),

needed as (
    select
        *,
        case
            when form in ('words', 'relative') or test = 'growth' then null
            when test = 'sum' then a_year(target, year_to - year_from + 1)
            when has_line then base_used + (target - base_used) * (year - year_from + 1) / (year_to - year_from + 1)
            -- without a base a level that is to rise asks for its end alone
            when intent <> 'raise' or test in ('every_year', 'mean_of_years') or year = year_to then target
        end as need,
        -- a floor or ceiling is asked for with its sign
        case when need is null then null when test = 'sum' or has_line then 'eq' else target_comparator end
            as need_comparator,
        case
            when need is null then null
            when test = 'sum' and is_gapped then null
            -- years to come share alike what is left
            when test = 'sum' then greatest(target - coalesce(done_before, 0), 0) / (year_to - done_year)
            when has_line and (level_before >= target) = (side = 'up') then target
            when has_line then level_before
                + (target - level_before) * (month_index(year, 12) - month_before) / (end_index - month_before)
            else need
        end as need_left,
        case
            when need_left is null then null
            when test = 'sum' and done_before is not null and done_before_comparator is distinct from 'eq' then 'le'
            else need_comparator
        end as need_left_comparator
    from led
),

-- what is known of a year whose flow ends before December is at least so much
planned as (
    select
        n.*, g.plan_fact_id, g.plan_document_id, g.plan_kind, g.plan, g.plan_comparator, g.plan_raw, g.plan_side,
        case
            when g.plan_fact_id is null or n.state = 'future' then null
            when g.plan_kind <> 'each_year' then g.status
            when n.value is null then 'not_assessed'
            when is_surely_met(n.value, sign, g.plan, g.plan_side, g.is_plan_closed) then 'within_limit'
            when is_surely_missed(n.value, sign, g.plan, g.plan_side, g.is_plan_closed) then 'over_limit'
            else 'not_assessed'
        end as year_status,
        case when g.plan_kind = 'each_year' then 'no_result' else g.refusal end as year_refusal,
        case when g.plan_kind <> 'each_year' then g.dated_month end as year_dated_month,
        case when g.plan_kind <> 'each_year' then g.is_pending_source
            else year_status <> 'not_assessed'
                and (r.reliability = 'C' or coalesce(starts_with(r.note, '存疑'), false))
        end as is_year_pending,
        g.intent as plan_intent, g.measure as plan_measure,
        exists (
            select 1
            from judged_targets o
            join documents d using (document_id)
            where o.region_id = n.region_id and d.kind in ('annual_plan', 'implementation_plan', 'statistical_release')
                and o.year_to = n.year and (o.year_from = n.year or o.kind = 'level')
        ) as has_document
    from (select *, case when state = 'part' then 'ge' else comparator::varchar end as sign from needed) n
    left join yearly_goals(as_of, regions) g on g.target_fact_id = n.target_fact_id and g.year = n.year and g.nth = 1
    left join facts r on r.fact_id = n.fact_id
),

ended as (
    select
        p.*, v.status as running_status, v.data_through as running_through, struct_pack(
            status := v.status, intent := v.intent, measure := v.measure, side := v.side, refusal := v.refusal,
            dated_month := v.dated_month, is_pending := v.is_pending_source
        ) as verdict
    from planned p
    left join year_end_verdicts(as_of, regions) v on v.target_fact_id = p.target_fact_id and v.year = p.year
),

-- after all that is joined: each row would carry all words through that
said as (
    select
        e.*,
        cautioned_status(
            w.zh, w.en, year_status, plan_intent, plan_measure, plan_side, year_refusal, year_dated_month,
            is_year_pending
        ) as year_said,
        cautioned_status(
            w.zh, w.en, verdict.status, verdict.intent, verdict.measure, verdict.side, verdict.refusal,
            verdict.dated_month, verdict.is_pending
        ) as running_said
    from ended e
    cross join words w
)

select
    * exclude (
        sign, done_before, done_before_comparator, done_year, is_gapped, level_before, month_before, last_level,
        last_month, start_index,
        end_index, year_refusal, plan_intent, plan_measure, year_dated_month, is_year_pending, verdict, year_said,
        running_said
    ) replace (
        cast(need as decimal(18, 6)) as need, cast(need_left as decimal(18, 6)) as need_left,
        cast(plan as decimal(18, 6)) as plan
    ),
    case
        when plan_fact_id is not null then null
        when has_document then 'not_listed'
        else 'no_document'
    end as plan_lack,
    year_said.zh as year_status_zh, year_said.en as year_status_en,
    running_said.zh as running_status_zh, running_said.en as running_status_en
from said;

-- What the yearly figures of a target come to, and what is left of it: one row a target of a plan.
create macro yearly_sums(as_of, regions) as table
with

figures as (select * from yearly_figures(as_of, regions) where is_asked(regions, region_id)),

-- of a total the figure that a plan sets for several of its years, the longest such plan first
phases as (
    select
        m.target_fact_id, a.target_fact_id as phase_fact_id, a.document_id as phase_document_id,
        a.year_from as phase_from, a.year_to as phase_to, a.target_raw as phase_raw,
        a.target * ua.factor / um.factor as phase, a.status as phase_status, a.intent as phase_intent,
        a.measure as phase_measure, a.side as phase_side, a.refusal as phase_refusal,
        a.is_pending_source as is_phase_pending
    from judgements(as_of) m
    join judgements(as_of) a on a.region_id = m.region_id and a.indicator_id = m.indicator_id and a.kind = 'total'
        and a.year_from >= m.year_from and a.year_to <= m.year_to and a.year_from < a.year_to
        and a.year_to - a.year_from < m.year_to - m.year_from
    join units um on um.unit = m.unit
    join units ua on ua.unit = a.unit and ua.dimension = um.dimension
    where m.is_plan_row and m.kind = 'total' and is_asked(regions, m.region_id)
    qualify row_number() over (
        partition by m.target_fact_id order by a.year_to - a.year_from desc, a.weakest_reliability, a.target_fact_id
    ) = 1
),

summed as (
    select
        f.target_fact_id,
        count(f.plan_fact_id) as plan_years,
        list(f.year order by f.year) filter (f.plan_fact_id is not null) as planned_years,
        list(f.year order by f.year) filter (f.plan_fact_id is null) as unplanned_years,
        -- only flows add up
        case when any_value(f.test) = 'sum' then sum(f.plan) end as plans_sum,
        case
            when any_value(f.test) <> 'sum' or count(f.plan) = 0 then null
            when bool_and(f.plan_comparator = 'eq') filter (f.plan is not null) then 'eq'
            when bool_and(f.plan_comparator in ('eq', 'ge', 'gt')) filter (f.plan is not null) then 'ge'
            else 'approx'
        end as plans_comparator,
        case when count(f.plan) filter (f.year between p.phase_from and p.phase_to)
            = any_value(p.phase_to) - any_value(p.phase_from) + 1
            then sum(f.plan) filter (f.year between p.phase_from and p.phase_to) end as phase_plans_sum,
        list(f.plan_fact_id order by f.year) filter (f.plan_fact_id is not null) as plan_fact_ids,
        list(f.fact_id order by f.year) filter (f.fact_id is not null) as result_fact_ids,
        count(*) filter (f.year_status in ('exceeded', 'met', 'reached_early', 'within_limit', 'reached_within'))
            as years_reached,
        -- by a figure of before the year's end, which is not in the ledger
        count(*) filter (f.year_status = 'reached_within') as years_reached_within,
        count(*) filter (f.year_status in ('missed', 'over_limit', 'behind', 'slightly_behind')) as years_missed,
        count(f.plan_fact_id) filter (f.state = 'future') as years_future
    from figures f
    left join phases p using (target_fact_id)
    group by f.target_fact_id
)

select
    s.*, j.region_id,
    cast(plans_sum - case when s.unplanned_years is null then j.target end as decimal(18, 6)) as plans_gap,
    p.* exclude (target_fact_id, phase_intent, phase_measure, phase_side, phase_refusal, is_phase_pending)
        replace (cast(phase as decimal(18, 6)) as phase),
    cautioned_status(
        w.zh, w.en, phase_status, phase_intent, phase_measure, phase_side, phase_refusal, null, is_phase_pending
    ) as phase_said,
    phase_said['zh'] as phase_status_zh, phase_said['en'] as phase_status_en,
    -- of a total: what is left of it, at most so much where what is done is known from below
    case when j.test = 'sum' then greatest(j.target - coalesce(j.done, 0), 0) end as left_over,
    case when j.test <> 'sum' then null when j.done_grade = 'exact' and j.done_sign = 'eq' then 'eq' else 'le' end
        as left_comparator,
    case when j.test = 'sum' then j.year_to - least(as_of_index(as_of), j.end_index) // 12 + 1 end as years_left
from summed s
join judgements(as_of) j using (target_fact_id)
cross join words w
left join phases p using (target_fact_id);

-- What the parts of a region (its counties and districts) are to do in a year beside the region itself, and what came:
-- one row an indicator, year and region. Parts are added up only where one document breaks the region's own figure
-- down: it prints that figure and those of all parts that the ledger has.
create macro yearly_parts(as_of, whole) as table
with

members as (
    select region_id, region_id = whole as is_whole, place
    from ordered_regions
    where region_id = whole or parent_region_id = whole
),

goals as (
    select
        m.is_whole, m.place, j.region_id, j.indicator_id, y.year, j.target_fact_id as plan_fact_id, j.document_id,
        j.target_raw as plan_raw, j.unit, j.target * u.factor as plan, j.side,
        coalesce(j.comparator, 'eq')::varchar as plan_comparator
    from target_versions j
    join members m on m.region_id = j.region_id
    join units u on u.unit = j.unit,
        unnest(range(j.year_from, j.year_to + 1)) y (year)
    where j.target is not null and j.form = 'level'
        and is_in_force(j.since_index, j.until_index, as_of_index(as_of))
        and (j.kind = 'each_year' or j.kind = 'total' and j.year_from = j.year_to)
),

broken_down as (
    select document_id, indicator_id, year
    from goals
    group by document_id, indicator_id, year
    having bool_or(is_whole) and count(distinct region_id) filter (not is_whole) = (
        select count(*) from members where not is_whole
    ) and count(distinct region_id) > 2
),

asked as (
    select indicator_id, year from goals where not is_whole group by all
),

chosen as (
    select g.*, b.document_id is not null as is_broken_down
    from goals g
    join asked using (indicator_id, year)
    join facts f on f.fact_id = g.plan_fact_id
    join documents d on d.document_id = g.document_id
    left join broken_down b on b.document_id = g.document_id and b.indicator_id = g.indicator_id and b.year = g.year
    qualify row_number() over (
        partition by g.region_id, g.indicator_id, g.year
        order by is_broken_down desc, f.year_from = f.year_to desc, f.reliability, d.issued_on desc nulls last,
            g.plan_fact_id
    ) = 1
),

results as (
    select region_id, indicator_id, year, through_month, shown as value_raw, value_in_units, unit, fact_id
    from dated_results
    where is_result and is_chosen and is_flow and month <= as_of_index(as_of)
    qualify row_number() over (partition by region_id, indicator_id, year order by through_month desc) = 1
)

select
    m.region_id, m.is_whole, m.place, a.indicator_id, a.year, g.plan_fact_id, g.document_id, g.plan_raw, g.unit,
    g.plan as plan_in_units, g.plan_comparator, r.value_raw, r.unit as value_unit,
    r.through_month, r.fact_id,
    (select count(*) from members where not is_whole) as parts_known,
    count(*) filter (not m.is_whole and g.plan_fact_id is not null) over same as parts_with_plan,
    bool_and(g.is_broken_down) over same as is_broken_down,
    case when bool_and(g.is_broken_down) over same then
        sum(g.plan) filter (not m.is_whole) over same - sum(g.plan) filter (m.is_whole) over same
    end as parts_gap_in_units
from asked a
cross join members m
left join chosen g on g.region_id = m.region_id and g.indicator_id = a.indicator_id and g.year = a.year
left join results r on r.region_id = m.region_id and r.indicator_id = a.indicator_id and r.year = a.year
where m.is_whole or g.plan_fact_id is not null or r.fact_id is not null
window same as (partition by a.indicator_id, a.year);
