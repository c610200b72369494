-- A target's judgement in words, with the names of what it is about and what an office says of it: the rows of
-- judgement_list before a choice is made among them. Planning it takes longer than working it out, so it is worked out
-- once a month for all who ask.
create macro worded_judgements(as_of, regions) as table
with

judged as (
    select
        j.*, i.name_zh as indicator_zh, i.name_en as indicator_en, i.short_zh, i.short_en, i.theme_id, i.listed_under,
        i.part_of,
        t.place as theme_place, t.name_zh as theme_zh, t.name_en as theme_en, r.short_zh as region_zh,
        r.short_en as region_en, r.is_reference, r.place as region_place,
        d.short_zh as document_zh, d.short_en as document_en, u.name_en as unit_en,
        -- a mean of some years is no bound; it is shown with as many digits as a mean of printed figures bears
        case
            when j.done is null then null
            when j.test = 'mean_of_years' then 'eq'
            when j.done_grade in ('at_least', 'partial') then 'ge'
            else j.done_sign
        end as done_comparator,
        sign_text(done_comparator) as done_sign_text,
        done_sign_text
            || plain_text(case j.test when 'mean_of_years' then round(j.done, 2) else j.done end) as done_text,
        j.done_grade in ('at_least', 'partial') or j.done_sign in ('ge', 'gt') as is_bound,
        case when j.data_through is not null then as_of_index(j.data_through) end as data_month
    from judgements(as_of) j
    join indicators i using (indicator_id)
    join themes t using (theme_id)
    join ordered_regions r on r.region_id = j.region_id
    join documents d on d.document_id = j.document_id
    join units u on u.unit = j.unit
    where is_asked(regions, j.region_id)
),

-- which sentences a verdict, its reason and its rule are made of
told as (
    select
        *,
        [
            case when status in ('exceeded', 'met') and measure in ('rate', 'growth_rate') and not is_bound
                and done <> target
                then case when done > target then 'verdict.above' else 'verdict.under' end end,
            case when first_year_certain < year_to then case
                when status = 'reached_early'
                    then 'verdict.reached_in' when first_year_reliability = 'C' then 'verdict.first_year_weak'
                else 'verdict.first_year' end end,
            case when is_date_said then 'verdict.dated' end,
            case when is_pending_source then 'verdict.pending' end
        ] as verdict_tokens,
        list_filter(verdict_tokens, lambda token: token in ('verdict.dated', 'verdict.pending')) as caution_tokens,
        case
            when form = 'words' then ['reason.words']
            when form = 'relative' then ['reason.relative']
            when form = 'change' and target is null then ['reason.change_without_reference']
            when form = 'growth' and base_used is null then ['reason.growth_without_base']
            when refusal = 'mismatch' then ['reason.mismatch']
            when refusal = 'method_changed' then ['reason.method_changed']
            when refusal = 'conflict' then ['reason.conflict']
            when refusal = 'stale' then ['reason.stale']
            when status = 'reached_within' then ['reason.reached_within']
            when done is null and running_raw is not null then ['reason.only_running']
            when done is null and as_of_index(as_of) <= start_index then ['reason.not_begun']
            when done is null and missing_years <> [] then ['reason.none']
            when done is null then ['reason.none_yet']
            when kind = 'total' and len(known_years) = 1 and done_grade = 'partial' and part_years is null
                and status = 'not_assessed'
                then ['reason.one_year', 'reason.lacks']
            when kind = 'total' and status = 'not_assessed' then [
                'reason.known_part',
                case
                    when missing_years <> [] then 'reason.lacks'
                    when part_years <> [] then 'reason.parts'
                    else 'reason.undecided'
                end,
                case when not is_over then 'reason.bound_is_no_delay' end]
            when kind = 'total' then [
                case when is_printed_total then 'reason.printed_total' else 'reason.total' end
                    || case when is_bound then '_bound' else '' end,
                case when is_over and done > target then case when is_bound then 'reason.surplus_bound'
                    else 'reason.surplus' end
                    when is_over and done < target then 'reason.short' when not is_over then 'reason.time' end,
                case when missing_years <> [] then 'reason.lacks' end,
                case when done_grade = 'at_least' and part_years <> [] then 'reason.parts' end,
                case when done_low < done_high then 'reason.rivals' end,
                case when is_pending_source then 'reason.pending' end]
            when test = 'every_year' and status = 'not_assessed' then [
                case side when 'up' then 'reason.lowest' else 'reason.highest' end,
                case when missing_years <> [] then 'reason.lacks' else 'reason.undecided' end,
                case when running_raw is not null then 'reason.running_year' end]
            when test = 'every_year' then [
                case when status = 'within_limit' and side = 'up' and len(known_years) = 1 then 'reason.one_each_year'
                    when status = 'within_limit' and side = 'up' then 'reason.each_year'
                    when side = 'up' then 'reason.lowest' else 'reason.highest' end,
                case when running_raw is not null then 'reason.running_year' end,
                    case when is_pending_source then 'reason.pending' end]
            when test = 'mean_of_years' then ['reason.mean', case when missing_years <> [] then 'reason.lacks' end]
            when test = 'growth' then ['reason.growth', case when status = 'not_assessed' then 'reason.undecided' end]
            when status = 'not_assessed' and not is_over and not has_line then ['reason.no_line']
            when status = 'not_assessed' then ['reason.level_at', 'reason.undecided']
            when is_pooled then ['reason.pooled', case when is_pending_source then 'reason.pending' end]
            else ['reason.level', case when completion_pct is not null and is_over then 'reason.level_share' end,
                case
                    when increment_pct is not null and not is_over and status <> 'reached_early' then 'reason.rise'
                end,
                case
                    when increment_pct is not null and not is_over and status <> 'reached_early' then 'reason.time'
                end,
                case when is_over and is_dated then 'reason.end_lacks' end,
                    case when is_pending_source then 'reason.pending' end]
        end as reason_tokens,
        [
            case
                when form in ('change', 'relative', 'words') then 'rule.' || form
                when test = 'growth' then 'rule.growth'
                when test = 'sum' and is_printed_total then 'rule.printed_total'
                when test = 'sum' then 'rule.total'
                when test = 'every_year' then 'rule.every_year'
                when test = 'mean_of_years' then 'rule.mean'
                when intent = 'hold_floor' then 'rule.floor'
                when intent = 'hold_ceiling' then 'rule.ceiling'
                when has_line then 'rule.line'
                else 'rule.end'
            end,
            case when is_closed and comparator in ('lt', 'gt') then 'rule.closed' end
        ] as rule_tokens
    from judged
),

-- what fills their blanks, in any language and in both
figured as (
    select
        *,
        [
            {'key': 'raw', 'value': target_raw},
            {'key': 'reference', 'value': cast(reference_year as varchar)},
            {'key': 'other_year', 'value': cast(other_year as varchar)},
            {'key': 'completion', 'value': percent_text(completion_pct)},
            {'key': 'increment', 'value': percent_text(increment_pct)},
            {'key': 'time', 'value': percent_text(time_pct)},
            {'key': 'running_year', 'value': cast(running_year as varchar)},
            {'key': 'running_pct', 'value': percent_text(running_pct)},
            {'key': 'first', 'value': cast(year_from as varchar)},
            {'key': 'last', 'value': cast(year_to as varchar)},
            {'key': 'year', 'value': cast(first_year_certain as varchar)},
            {'key': 'points', 'value': plain_text(abs(gap_to_target))},
            {'key': 'rest_pct', 'value': percent_text(one_decimal(percent_of(abs(done - target), target)))}
        ] as blanks,
        [
            {'key': 'done', 'sign': '', 'number': done_text},
            {'key': 'sum', 'sign': '', 'number': plain_text(done)},
            {'key': 'goal', 'sign': '', 'number': plain_text(target)},
            {'key': 'low', 'sign': '', 'number': plain_text(done_low)},
            {'key': 'high', 'sign': '', 'number': plain_text(done_high)},
            {
                'key': 'target', 'sign': case when comparator = 'approx' then '≈' else sign_text(comparator) end,
                'number': plain_text(target)
            },
            {'key': 'base', 'sign': '', 'number': plain_text(base_used)},
            {'key': 'rest', 'sign': '', 'number': plain_text(abs(done - target))},
            {'key': 'need', 'sign': '', 'number': plain_text(round(average_need_per_year, 2))},
            {'key': 'running', 'sign': '', 'number': running_raw},
            {'key': 'other_raw', 'sign': '', 'number': other_raw}
        ] as amounts,
        case when test = 'growth' then '%' end as unit_of_done
    from told
),

-- the same with what is said in a language, a row for each
filled_in as (
    select
        j.*, l.language, l.words as w, l.language = 'zh' as is_zh,
        case when is_zh then j.unit else unit_en end as own_unit,
        coalesce(case when is_zh then other_unit else o.name_en end, own_unit) as unit_of_other,
        map_from_entries(list_concat(
            blanks,
            -- one lambda without a map in it: it would take a copy for each amount
            list_transform(amounts, lambda amount: {
                'key': amount.key,
                'value': amount_formed(l.percent_form, l.amount_form, amount.sign, amount.number, case amount.key
                    when 'done' then coalesce(unit_of_done, own_unit)
                    when 'other_raw' then unit_of_other
                    else own_unit
                end)
            }),
            [
                {'key': 'missing', 'value': years_between(l.words, l.comma, missing_years)},
                {'key': 'parts', 'value': years_between(l.words, l.comma, part_years)},
                {'key': 'known', 'value': years_between(l.words, l.comma, known_years)},
                {'key': 'other', 'value': case when is_zh then other_zh else other_en end},
                {'key': 'relation', 'value': case when is_zh then relation_zh else relation_en end},
                {'key': 'running_month', 'value': l.words['month_name.' || running_month]},
                {'key': 'through', 'value': data_date_said(l.words, data_month, kind, is_average)}
            ]
        )) as blanks_said
    from figured j
    left join units o on o.unit = j.other_unit
    cross join languages l
),

-- a verdict as its word, what stands in brackets with a word of that kind, and what is said of this one; of that, what
-- nobody may overlook where there is room for little: an old date, a second-hand figure
worded as materialized (
    select
        target_fact_id, language,
        w[status_token(status, intent, measure, side)] as word,
        status_remark(w, status, refusal) as remark,
        said(w, verdict_tokens, blanks_said, w['list.qualifier']) as qualifier,
        said(w, caution_tokens, blanks_said, w['list.qualifier']) as caution,
        said(w, reason_tokens, blanks_said, w['list.clause']) as reason,
        said(w, rule_tokens, blanks_said, w['list.clause']) as rule,
        word || in_brackets(w, remark) as status_said,
        -- the word with what belongs to it (since when, by which date, on what it hangs)
        status_said || in_brackets(w, qualifier) as verdict
    from filled_in
)

select
    j.region_id, j.region_zh, j.region_en, j.is_reference, j.indicator_id, j.indicator_zh, j.indicator_en, j.short_zh,
    j.short_en,
    j.theme_id, j.theme_zh, j.theme_en, j.document_id, j.document_zh, j.document_en, j.target_fact_id, j.place,
    j.is_plan_row, j.table_no, j.row_no, j.is_inner, j.responsible,
    j.listed_under, j.part_of, j.attribute, j.kind, j.measure, j.direction, j.intent, j.test, j.form, j.reference_year,
    j.period_id, j.year_from, j.year_to,
    j.target_raw, j.target, j.comparator, j.unit, j.unit_en,
    j.base_printed_raw, j.base_printed as base_printed, j.base_used, j.base_used_comparator, j.base_used_fact_id,
    j.base_used_fact_ids,
    j.done, j.done_text, j.done_sign_text, j.done_comparator, j.done_grade, j.done_low, j.done_high, j.data_through,
    j.weakest_reliability, j.is_pooled, j.is_average,
    j.completion_pct, j.increment_pct, j.time_pct, j.gap_to_time_pp, j.gap_to_target,
    j.average_need_per_year, j.required_per_remaining_year, j.pace_per_year, j.projected,
    j.status, j.status_group,
    z.status_said as status_zh, e.status_said as status_en, z.verdict as verdict_zh, e.verdict as verdict_en,
    z.word as word_zh, e.word as word_en, z.remark as remark_zh, e.remark as remark_en,
    z.qualifier as qualifier_zh, e.qualifier as qualifier_en, z.caution as caution_zh, e.caution as caution_en,
    j.refusal, j.outlook,
    case when j.first_year_certain < j.year_to then j.first_year_certain end as first_year_certain,
    case when j.first_year_certain < j.year_to then j.first_year_reliability end as first_year_reliability,
    coalesce(j.is_dated, false) as is_dated, j.is_pending_source, j.decisive_fact_ids,
    z.reason as reason_zh, e.reason as reason_en, z.rule as rule_zh, e.rule as rule_en,
    j.used_fact_ids, j.unused_fact_ids, j.known_years, j.part_years, j.missing_years, j.running_fact_id, j.is_over,
    j.total_months, j.elapsed_months, j.is_nearly, j.is_scheduled, j.is_last_figure_old,
    j.region_place, j.row_order, as_of as as_of,
    -- what an office rules by hand stands beside the verdict and is counted nowhere
    ruled.status::varchar as ruling,
    w.zh[status_token(ruled.status, j.intent, j.measure, target_side(j.comparator, j.direction))] as ruling_zh,
    w.en[status_token(ruled.status, j.intent, j.measure, target_side(j.comparator, j.direction))] as ruling_en,
    ruled.reason as ruling_reason, ruled.office as ruling_office, ruled.as_of as ruling_as_of, ruled.ruled_on,
    said.cause, said.measures, said.office as remark_office, said.as_of as remark_as_of, said.written_on
from judged j
join worded z on z.target_fact_id = j.target_fact_id and z.language = 'zh'
join worded e on e.target_fact_id = j.target_fact_id and e.language = 'en'
left join rulings_at(as_of) ruled on ruled.target_fact_id = j.target_fact_id
left join remarks_at(as_of) said on said.target_fact_id = j.target_fact_id
cross join words w;
