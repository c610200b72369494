-- Is each target reached, on schedule or not, and what is it judged on? One row a target (document, region, indicator, span; a target that the text repeats is the table's).
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $period_ids: periods of the targets, or spans that none holds (2026-2035); null for all
-- $indicator_ids: indicators, null for all
-- $theme_ids: themes, null for all
-- $attributes: attributes (binding, expected), null for all
-- $places: places (table, box, text), null for all
-- example: judgement_list as_of=2025-12 document_ids=zhoushan-hrss-14fyp places=table
with

judged as (
    select
        j.*, i.name_zh as indicator_zh, i.name_en as indicator_en, i.short_zh, i.short_en, i.theme_id, i.listed_under, i.part_of,
        t.place as theme_place, t.name_zh as theme_zh, t.name_en as theme_en, r.short_zh as region_zh, r.short_en as region_en, r.is_reference, r.place as region_place,
        d.short_zh as document_zh, d.short_en as document_en, u.name_en as unit_en,
        sign_text(case when j.done_grade in ('at_least', 'partial') then 'ge' else j.done_sign end) || plain_text(j.done) as done_text,
        split_part(j.data_through, '-', 1) || '年' || ltrim(split_part(j.data_through, '-', 2), '0') || '月' as through_zh
    from judgements($as_of) j
    join indicators i using (indicator_id)
    join themes t using (theme_id)
    join ordered_regions r on r.region_id = j.region_id
    join documents d on d.document_id = j.document_id
    join units u on u.unit = j.unit
)

select
    j.region_id, j.region_zh, j.region_en, j.indicator_id, j.indicator_zh, j.indicator_en, j.short_zh, j.short_en,
    j.theme_id, j.theme_zh, j.theme_en, j.document_id, j.document_zh, j.document_en, j.target_fact_id, j.place, j.table_no, j.row_no, j.responsible,
    j.listed_under, j.part_of, j.attribute, j.kind, j.measure, j.direction, j.intent, j.test, j.form, j.reference_year, j.period_id, j.year_from, j.year_to,
    j.target_raw, j.target, j.comparator, j.unit, j.unit_en,
    j.base_printed_raw, j.base_printed as base_printed, j.base_used, j.base_used_comparator, j.base_used_fact_id, j.base_used_fact_ids,
    j.done, j.done_text, j.done_grade, j.done_low, j.done_high, j.data_through, j.weakest_reliability, j.is_pooled,
    j.completion_pct, j.increment_pct, j.time_pct, j.gap_to_time_pp, j.gap_to_target,
    j.average_need_per_year, j.required_per_remaining_year, j.pace_per_year, j.projected,
    j.status,
    verdict_zh(j.status, j.intent, j.refusal) as status_zh, verdict_en(j.status, j.intent, j.refusal) as status_en,
    j.refusal, j.outlook,
    case when j.first_year_certain < j.year_to then j.first_year_certain end as first_year_certain,
    case when j.first_year_certain < j.year_to then j.first_year_reliability end as first_year_reliability,
    j.kind = 'level' and j.horizon_months_old > 12 as is_dated,
    case
        when j.form = 'words' then '目标是文字：“' || j.target_raw || '”，没有可以对照的数'
        when j.form = 'relative' then '目标相对于另一个量：“' || j.target_raw || '”，台账没有可以对照的数'
        when j.form = 'change' and j.target is null then '目标是较' || j.reference_year || '年的变动（' || j.target_raw || '），台账没有' || j.reference_year || '年的数，不能折成水平'
        when j.form = 'growth' and j.base_used is null then '目标是年均增长' || j.target_raw || '，没有可比的基数'
        when j.refusal = 'mismatch' then '只有“' || j.other_zh || '”' || j.other_raw || j.other_unit || '（' || j.other_year || '年）：' || j.relation_zh
        when j.refusal = 'method_changed' then '所有结果都按另一统计方法，不能与目标相比'
        when j.refusal = 'conflict' then '来源说法不一（' || plain_text(j.done_low) || '与' || plain_text(j.done_high) || j.unit || '），结论随之不同'
        when j.refusal = 'stale' then '最近的数是' || j.through_zh || '的' || j.done_text || j.unit || '，早于评价月份12个月以上'
        when j.done is null and len(j.missing_years) > 1 then j.year_from || '—' || list_last(j.missing_years) || '年没有公布的结果'
        when j.done is null and j.missing_years <> [] then j.missing_years[1] || '年没有公布的结果'
        when j.done is null then '没有公布的结果'
        when j.status = 'not_assessed' and j.kind = 'total' then '已知部分' || j.done_text || j.unit || '，为目标的' || j.completion_pct || '%'
            || case when j.missing_years <> [] then '，缺' || array_to_string(j.missing_years, '、') || '年数据'
                when j.part_years <> [] then '，其中' || array_to_string(j.part_years, '、') || '年只有部分月份'
                else '，与目标' || j.target_raw || '相比不能确定' end
            || case when j.is_over then '' else '；下限慢于时间进度，不能据此说滞后' end
        when j.status = 'not_assessed' and not j.is_over and not j.has_line then
            j.through_zh || '为' || j.done_text || j.unit || '；没有可比的基数，要到期末才能评价'
        when j.status = 'not_assessed' and j.test = 'every_year' then '已知各年中最低为' || j.done_text || j.unit || '，目标' || j.target_raw
            || case when j.missing_years <> [] then '，缺' || array_to_string(j.missing_years, '、') || '年数据' else '，不能确定' end
        when j.status = 'not_assessed' then j.through_zh || '为' || j.done_text || j.unit || '，与目标' || j.target_raw || '相比不能确定'
        when j.kind = 'total' then
            case when j.is_printed_total then '印出的累计数' else '累计' end || j.done_text || j.unit || '，为目标' || plain_text(j.target) || j.unit || '的' || j.completion_pct || '%'
            || case when j.is_over then '' else '，时间过去' || j.time_pct || '%' end
            || case when j.missing_years <> [] then '；缺' || array_to_string(j.missing_years, '、') || '年' else '' end
            || case when j.done_grade <> 'at_least' then '' when j.part_years <> [] then '；' || array_to_string(j.part_years, '、') || '年只有部分月份，为下限' else '；为下限' end
            || case when j.done_low < j.done_high then '；另有说法，合计' || plain_text(j.done_low) || '，结论相同' else '' end
        when j.test = 'every_year' then '已知各年中最低为' || j.done_text || j.unit || '，目标' || j.target_raw
            || case when j.running_raw is not null then '；' || j.running_year || '年1—' || j.running_month || '月' || j.running_raw || '，为年目标的' || j.running_pct || '%' else '' end
        when j.test = 'growth' then '到' || j.through_zh || '年均增长' || j.done_text || '%，目标' || j.target_raw
        when j.test = 'mean_of_years' then '已知各年平均' || j.done_text || j.unit || '，目标' || j.target_raw
        when j.is_pooled then j.year_from || '—' || j.year_to || '年合计口径' || j.done_text || j.unit || '，目标' || j.target_raw
        else j.through_zh || '为' || j.done_text || j.unit || '，目标' || j.target_raw
            || case when j.increment_pct is not null and not j.is_over and j.status <> 'reached_early'
                then '，从基数起完成' || j.increment_pct || '%，时间过去' || j.time_pct || '%' else '' end
    end as reason_zh,
    case
        when j.form = 'words' then 'The target is in words ("' || j.target_raw || '"): there is no number to set against it'
        when j.form = 'relative' then 'The target is relative to another quantity ("' || j.target_raw || '") of which the ledger has no figure'
        when j.form = 'change' and j.target is null then 'The target is a change from ' || j.reference_year || ' (' || j.target_raw || '); without the figure of ' || j.reference_year || ' it is no level'
        when j.form = 'growth' and j.base_used is null then 'The target is a yearly growth of ' || j.target_raw || '; there is no comparable base'
        when j.refusal = 'mismatch' then 'Only ' || j.other_en || ' ' || j.other_raw || ' (' || j.other_year || '): ' || j.relation_en
        when j.refusal = 'method_changed' then 'All results follow another counting method and cannot be set against the target'
        when j.refusal = 'conflict' then 'Sources disagree (' || plain_text(j.done_low) || ' and ' || plain_text(j.done_high) || '), and with them the verdict'
        when j.refusal = 'stale' then 'The latest figure, ' || j.done_text || ' of ' || j.data_through || ', is more than 12 months old'
        when j.done is null and len(j.missing_years) > 1 then 'No result published for ' || j.year_from || '–' || list_last(j.missing_years)
        when j.done is null and j.missing_years <> [] then 'No result published for ' || j.missing_years[1]
        when j.done is null then 'No result published'
        when j.status = 'not_assessed' and j.kind = 'total' then 'Known part ' || j.done_text || ', ' || j.completion_pct || '% of the target'
            || case when j.missing_years <> [] then '; no figure for ' || array_to_string(j.missing_years, ', ')
                when j.part_years <> [] then '; only part of ' || array_to_string(j.part_years, ', ')
                else '; against ' || j.target_raw || ' it cannot be decided' end
            || case when j.is_over then '' else '; a lower bound behind the time elapsed does not prove a delay' end
        when j.status = 'not_assessed' and not j.is_over and not j.has_line then
            j.done_text || ' in ' || j.data_through || '; without a comparable base it can be judged at the end only'
        when j.status = 'not_assessed' and j.test = 'every_year' then 'Lowest known year ' || j.done_text || ' against ' || j.target_raw
            || case when j.missing_years <> [] then '; no figure for ' || array_to_string(j.missing_years, ', ') else '; cannot be decided' end
        when j.status = 'not_assessed' then j.done_text || ' in ' || j.data_through || ' against ' || j.target_raw || ' cannot be decided'
        when j.kind = 'total' then case when j.is_printed_total then 'Printed total ' else 'Total ' end || j.done_text || ', ' || j.completion_pct || '% of the target of ' || plain_text(j.target)
            || case when j.is_over then '' else ', ' || j.time_pct || '% of the time elapsed' end
            || case when j.missing_years <> [] then '; no figure for ' || array_to_string(j.missing_years, ', ') else '' end
            || case when j.done_grade <> 'at_least' then '' when j.part_years <> [] then '; only part of ' || array_to_string(j.part_years, ', ') || ', so a lower bound' else '; a lower bound' end
            || case when j.done_low < j.done_high then '; with the other source ' || plain_text(j.done_low) || ', the same verdict' else '' end
        when j.test = 'every_year' then 'Lowest known year ' || j.done_text || ' against ' || j.target_raw
            || case when j.running_raw is not null then '; ' || j.running_year || ' to month ' || j.running_month || ': ' || j.running_raw || ', ' || j.running_pct || '% of the yearly target' else '' end
        when j.test = 'growth' then 'Yearly growth to ' || j.data_through || ': ' || j.done_text || '% against ' || j.target_raw
        when j.test = 'mean_of_years' then 'Mean of the known years ' || j.done_text || ' against ' || j.target_raw
        when j.is_pooled then 'Pooled over ' || j.year_from || '–' || j.year_to || ': ' || j.done_text || ' against ' || j.target_raw
        else j.done_text || ' in ' || j.data_through || ' against ' || j.target_raw
            || case when j.increment_pct is not null and not j.is_over and j.status <> 'reached_early'
                then ', ' || j.increment_pct || '% of the rise from the base, ' || j.time_pct || '% of the time elapsed' else '' end
    end as reason_en,
    case
        when j.form = 'change' then '较' || j.reference_year || '年的变动，折成水平后评价'
        when j.test = 'growth' then '年均增长率：从基数到最近的数，不按序时折算'
        when j.test = 'sum' and j.is_printed_total then '印出的累计数优先于逐年相加'
        when j.test = 'sum' then '同一统计方法的年度数逐年相加；部分年度只计到已公布的月份，为下限'
        when j.test = 'every_year' then '逐年达到'
        when j.test = 'mean_of_years' then '各年平均'
        when j.intent = 'hold_floor' then '底线：最近的数不低于目标'
        when j.intent = 'hold_ceiling' then '上限：最近的数不高于目标'
        when j.has_line then '期末值；期中按从采用基数到目标的直线'
        else '期末值'
    end || case when j.is_closed and j.comparator in ('lt', 'gt') then '；同一规划正文写“以内”或“以上”，相等算达到' else '' end as rule_zh,
    case
        when j.form = 'change' then 'Change from ' || j.reference_year || ', judged as the level that it gives'
        when j.test = 'growth' then 'Yearly growth from the base to the latest figure; not set against the time elapsed'
        when j.test = 'sum' and j.is_printed_total then 'The printed total, before the sum of the years'
        when j.test = 'sum' then 'Years of one counting method added up; part of a year counts for the months published, a lower bound'
        when j.test = 'every_year' then 'To be met each year'
        when j.test = 'mean_of_years' then 'Mean of the years'
        when j.intent = 'hold_floor' then 'Floor: the latest figure is not below the target'
        when j.intent = 'hold_ceiling' then 'Ceiling: the latest figure is not above the target'
        when j.has_line then 'End value; before the end by the straight line from the base used to the target'
        else 'End value'
    end || case when j.is_closed and j.comparator in ('lt', 'gt') then '; the plan''s own text says "within" or "above", so equal is met' else '' end as rule_en,
    j.used_fact_ids, j.unused_fact_ids, j.known_years, j.part_years, j.missing_years, j.running_fact_id, j.is_over, j.total_months, j.elapsed_months,
    $as_of as as_of
from judged j
where ($region_ids is null or j.region_id = any($region_ids))
    and ($document_ids is null or j.document_id = any($document_ids))
    and ($period_ids is null or j.period_id = any($period_ids))
    and ($indicator_ids is null or j.indicator_id = any($indicator_ids))
    and ($theme_ids is null or j.theme_id = any($theme_ids))
    and ($attributes is null or j.attribute::varchar = any($attributes))
    and ($places is null or j.place::varchar = any($places))
order by j.is_reference, j.region_place, j.document_id, j.place, j.table_no, j.row_order, j.row_no, j.year_to, j.target_fact_id
