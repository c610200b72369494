-- What became of each indicator from one plan to the next, and whether the two may be compared: the rows of
-- continuity_list before a choice is made among them, for planning them takes far longer than reading them. What stands
-- beside a plan's rows follows from which period is asked for: asked_period_id, '' where it is that of each document's
-- own table.
create table continuations as
with

later as (
    select r.*, b.* exclude (target_fact_id), p.before_id, t.asked_period_id
    from plan_rows r
    join target_bases b using (target_fact_id)
    join spans p using (period_id)
    join (
        select document_id, region_id, period_id, period_id as asked_period_id from plan_tables
        union all
        select document_id, region_id, period_id, '' from plan_tables where is_own
    ) t using (document_id, region_id, period_id)
),

-- the tables of the period before that stand beside a later plan's: the one that it prints itself, else those of its
-- region
earlier as (
    select r.*, l.document_id as later_document_id, l.asked_period_id, d.kind, d.issued_on
    from (select distinct asked_period_id, document_id, region_id, before_id from later) l
    join plan_rows r on r.region_id = l.region_id and r.period_id = l.before_id
    join documents d on d.document_id = r.document_id
    where r.document_id = l.document_id or not exists (
        select 1
        from plan_rows o
        where o.document_id = l.document_id and o.region_id = l.region_id and o.period_id = l.before_id
    )
),

-- the earlier row that a later one follows: the same indicator, or the one that a recorded relation names
pairs as (
    select
        l.asked_period_id,
        l.target_fact_id as later_fact_id,
        e.target_fact_id as earlier_fact_id,
        x.relation_id, x.reason_zh, x.reason_en
    from later l
    join earlier e on e.region_id = l.region_id and e.later_document_id = l.document_id
        and e.asked_period_id = l.asked_period_id
    left join redefinitions x on x.region_id = l.region_id and x.earlier_indicator_id = e.indicator_id
        and x.indicator_id = l.indicator_id
    where e.indicator_id = l.indicator_id or x.relation_id is not null
    -- of several earlier tables the general plan's first
    qualify row_number() over (
        partition by l.asked_period_id, l.target_fact_id
        order by e.indicator_id = l.indicator_id desc, e.kind, e.issued_on desc nulls last, e.document_id, e.row_order,
            e.row_no
    ) = 1
),

-- an earlier row without a successor: of the table that the later plan prints itself, or, for a plan that prints one
-- table only, of the plan of the same kind; a special plan says nothing of the rows that it never had
ended as (
    select e.*, m.fact_id as moved_fact_id
    from earlier e
    join (select distinct asked_period_id, document_id, region_id, period_id from later) l
        on l.document_id = e.later_document_id and l.region_id = e.region_id and l.asked_period_id = e.asked_period_id
    join documents d on d.document_id = l.document_id
    left join lateral (
        select f.fact_id
        from measured_facts f
        where f.region_id = e.region_id and f.indicator_id = e.indicator_id and f.role = 'target' and f.place <> 'table'
            and f.period_id = l.period_id
        order by f.year_to desc, f.fact_id
        limit 1
    ) m on true
    where not exists (
            select 1
            from pairs p
            join later l2 on l2.target_fact_id = p.later_fact_id and l2.asked_period_id = p.asked_period_id
            where p.earlier_fact_id = e.target_fact_id and l2.document_id = e.later_document_id
                and l2.asked_period_id = e.asked_period_id
        )
        and not exists (
            select 1
            from later l2
            where l2.document_id = e.later_document_id and l2.indicator_id = e.indicator_id
                and l2.asked_period_id = e.asked_period_id
        )
        and (e.document_id = e.later_document_id or e.kind = d.kind and d.kind = 'five_year_plan')
    qualify row_number() over (
        partition by e.asked_period_id, e.later_document_id, e.region_id, e.indicator_id
        order by e.issued_on desc nulls last, e.target_fact_id
    ) = 1
),

breaks as (
    select f.indicator_id, f.region_id, l.document_id, l.asked_period_id, s.certainty, s.reason_zh, s.reason_en
    from (select distinct asked_period_id, document_id, region_id, year_from, year_to from later) l
    join facts f on f.region_id = l.region_id
    join series s on s.series_id = f.series
    where f.role = 'actual' and f.year_to between l.year_from - (l.year_to - l.year_from + 1) and l.year_to
    qualify row_number() over (
        partition by f.indicator_id, f.region_id, l.document_id, l.asked_period_id order by s.certainty
    ) = 1
),

joined as (
    select
        coalesce(l.asked_period_id, o.asked_period_id) as asked_period_id,
        coalesce(l.region_id, o.region_id) as region_id,
        coalesce(l.document_id, o.later_document_id) as document_id,
        coalesce(l.indicator_id, o.indicator_id) as indicator_id,
        coalesce(e.indicator_id, o.indicator_id) as earlier_indicator_id,
        case
            when o.moved_fact_id is not null then 'moved_to_text'
            when o.target_fact_id is not null then 'dropped'
            when p.relation_id is not null then 'redefined'
            when e.target_fact_id is null and l.base is null then 'new'
            when e.target_fact_id is null then 'new_with_base'
            when regexp_replace(l.label_raw, '（[^（）]*）', '', 'g') <> regexp_replace(e.label_raw, '（[^（）]*）', '', 'g')
                then 'renamed'
            else 'continued'
        end as continuity,
        coalesce(e.row_no, o.row_no) as earlier_row_no,
        coalesce(e.row_order, o.row_order) as earlier_row_order,
        l.row_no, l.row_order,
        coalesce(e.label_raw, o.label_raw) as earlier_label_raw, l.label_raw,
        coalesce(e.attribute, o.attribute) as earlier_attribute, l.attribute,
        coalesce(l.unit, o.unit) as unit, coalesce(e.unit, o.unit) as earlier_unit,
        coalesce(e.base_raw, o.base_raw) as earlier_base_raw, coalesce(e.base, o.base) as earlier_base,
        coalesce(e.target_raw, o.target_raw) as earlier_target_raw, coalesce(e.target, o.target) as earlier_target,
        coalesce(e.target_comparator, o.target_comparator) as earlier_target_comparator,
        coalesce(e.actual_raw, o.actual_raw) as actual_raw, coalesce(e.actual, o.actual) as actual,
        coalesce(e.actual_comparator, o.actual_comparator) as actual_comparator,
        coalesce(e.target_basis, o.target_basis) as earlier_target_basis,
        l.base_raw as base_printed_raw, l.base as base_printed, l.base_comparator as base_printed_comparator,
        l.base_basis as base_printed_basis,
        l.base_used_raw, l.base_used, l.base_used_comparator, l.base_used_fact_id, l.base_used_fact_ids, l.base_origin,
        l.base_used_year_from, l.base_used_year_to, l.comparison_basis, l.is_base_comparable, l.target_on_basis,
        l.base_on_basis, l.share, l.form,
        l.year_from, l.year_to,
        coalesce(l.is_base_differing, false) as is_base_differing,
        l.target_raw, l.target, l.target_comparator, l.target_basis,
        p.relation_id is not null and l.indicator_id <> e.indicator_id as is_other_indicator,
        p.reason_zh as relation_zh, p.reason_en as relation_en,
        k.reason_zh as break_zh, k.reason_en as break_en, k.certainty as break_certainty,
        coalesce(e.target_fact_id, o.target_fact_id) as earlier_target_fact_id,
        coalesce(e.base_fact_id, o.base_fact_id) as earlier_base_fact_id,
        coalesce(e.actual_fact_id, o.actual_fact_id) as actual_fact_id,
        l.base_fact_id as base_printed_fact_id, l.target_fact_id, o.moved_fact_id,
        m.reason_zh as gone_zh, m.reason_en as gone_en
    from later l
    left join pairs p on p.later_fact_id = l.target_fact_id and p.asked_period_id = l.asked_period_id
    left join earlier e on e.target_fact_id = p.earlier_fact_id and e.later_document_id = l.document_id
        and e.asked_period_id = l.asked_period_id
    full join ended o on o.target_fact_id = l.target_fact_id and o.later_document_id = l.document_id
        and o.asked_period_id = l.asked_period_id
    left join relations m on m.kind = case when o.moved_fact_id is null then 'dropped' else 'moved_to_text' end
        and m.indicator_id = o.indicator_id and m.region_id = o.region_id
    left join breaks k on k.indicator_id = l.indicator_id and k.region_id = l.region_id
        and k.document_id = l.document_id and k.asked_period_id = l.asked_period_id
),

compared as (
    select
        j.*, i.measure, i.direction, i.theme_id,
        j.target is not null and not j.is_other_indicator
            and j.is_base_comparable and (i.measure = 'rate' or j.base_used > 0) as is_comparable,
        -- why the two may not be compared, where no relation says it
        'continuity.' || case
            when j.continuity in ('dropped', 'moved_to_text') then j.continuity
            when j.target_raw is null or j.is_other_indicator then null
            when j.target is null then j.form
            when j.comparison_basis = 'unknown' then 'unknown_basis'
            when j.comparison_basis = 'none' then 'no_base'
            when i.measure <> 'rate' and j.base_used <= 0 then 'zero_base'
        end as refusal
    from joined j
    join indicators i using (indicator_id)
)

select
    c.asked_period_id, g.is_reference, g.place as region_place,
    c.region_id, c.document_id, c.theme_id, t.name_zh as theme_zh, t.name_en as theme_en,
    c.indicator_id, i.name_zh as indicator_zh, i.name_en as indicator_en, i.short_zh, i.short_en,
    c.earlier_indicator_id, c.continuity, c.earlier_row_no, c.row_no, c.earlier_row_order, c.row_order,
    c.earlier_label_raw, c.label_raw, c.unit, u.name_en as unit_en, c.earlier_unit, v.name_en as earlier_unit_en,
    c.measure, c.direction,
    c.earlier_attribute, c.attribute,
    c.earlier_base_raw, c.earlier_base, c.earlier_target_raw, c.earlier_target, c.earlier_target_comparator,
    c.earlier_target_basis,
    coalesce(c.actual_raw, case when c.base_origin <> 'printed' then c.base_used_raw end) as actual_raw,
    coalesce(c.actual, case when c.base_origin <> 'printed' then c.base_used end) as actual,
    coalesce(
        cast(c.actual_comparator as varchar), case when c.base_origin <> 'printed' then c.base_used_comparator end
    ) as actual_comparator,
    case
        when q.measure in ('period_total', 'stock') and c.earlier_target > 0
            then one_decimal(percent_of(
                coalesce(
                    c.actual,
                    case
                        when c.base_origin <> 'printed' and c.comparison_basis = 'period_total'
                            or c.base_origin = 'result' and c.comparison_basis = 'end_value'
                            then c.base_used
                    end
                ),
                c.earlier_target
            ))
    end as completion_pct,
    c.base_printed_raw, c.base_printed, c.base_printed_comparator, c.base_printed_basis, c.is_base_differing,
    c.is_base_differing and c.base_printed = c.earlier_target
        and c.base_printed_comparator = c.earlier_target_comparator as is_base_old_target,
    c.base_used_raw, c.base_used, c.base_used_comparator, c.base_origin, c.base_used_year_from, c.base_used_year_to,
    c.target_on_basis, c.base_on_basis, c.form, c.year_from, c.year_to,
    c.target_raw, c.target, c.target_comparator, c.target_basis,
    c.is_comparable,
    case when c.is_comparable then c.comparison_basis end as comparison_basis,
    case when c.is_comparable and c.measure <> 'rate' and c.base_used > 0
        then one_decimal(c.share - 100) end as change_pct,
    case when c.is_comparable and c.measure = 'rate' then c.target - c.base_used end as change_pp,
    -- by how much more is asked than was reached: in percent, of a rate in points
    coalesce(change_pct, change_pp * sense(c.direction)) as asked_more,
    -- asks less than what was achieved, in the indicator's own direction; a total set beside one year by more than its
    -- own last digit
    c.is_comparable and asked_more(c.target_on_basis, c.base_on_basis, c.direction) < 0
        and not (c.comparison_basis = 'per_year' and figures_agree(
            c.target, power(10, -decimals_printed(c.target_raw)), c.base_on_basis * c.target / c.target_on_basis, 0
        )) as is_weaker,
    -- of the result only a bound is known, so that the target may still ask less
    coalesce(c.is_comparable and not is_weaker and case sense(c.direction)
        when 1 then c.base_used_comparator in ('gt', 'ge')
        else c.base_used_comparator in ('lt', 'le')
    end, false) as is_perhaps_weaker,
    sense(c.direction) as sense,
    c.break_certainty,
    coalesce(
        case when c.is_other_indicator then c.relation_zh else c.gone_zh end,
        filled(w.zh[c.refusal], map {'year': cast(c.year_from - 1 as varchar)})) as reason_zh,
    coalesce(
        case when c.is_other_indicator then c.relation_en else c.gone_en end,
        filled(w.en[c.refusal], map {'year': cast(c.year_from - 1 as varchar)})) as reason_en,
    case
        when c.is_comparable and c.relation_zh is not null then c.relation_zh
        when c.is_comparable then c.break_zh
    end as caution_zh,
    case
        when c.is_comparable and c.relation_en is not null then c.relation_en
        when c.is_comparable then c.break_en
    end as caution_en,
    c.earlier_base_fact_id, c.earlier_target_fact_id, c.actual_fact_id, c.base_printed_fact_id, c.base_used_fact_id,
    c.base_used_fact_ids,
    c.target_fact_id, c.moved_fact_id
from compared c
cross join words w
join indicators i using (indicator_id)
join themes t on t.theme_id = c.theme_id
join units u on u.unit = c.unit
left join units v on v.unit = c.earlier_unit
left join indicators q on q.indicator_id = c.earlier_indicator_id
join ordered_regions g on g.region_id = c.region_id
order by c.asked_period_id, region_place;
