-- How a target is judged, third of three: the word that it earns, the percentages beside it, and why it has none.

-- The word that one figure earns. `figure` is done, its low or its high; null where it earns none.
create macro earned_status(figure, sign, grade, is_fresh, intent, test, measure, target, side, is_closed, is_over,
    gap) as case
    when figure is null or target is null then null
    when test = 'sum' then case
        when is_surely_met(figure, sign, target, side, is_closed)
            then case when not is_over then 'reached_early' when figure > target then 'exceeded' else 'met' end
        when is_over then case when is_surely_missed(figure, sign, target, side, is_closed) then 'missed' end
        when gap >= 5 then 'ahead'
        when gap >= 0 then 'on_time'
        when grade <> 'exact' then null
        when gap > -5 then 'slightly_behind'
        else 'behind'
    end
    when test = 'every_year' then case
        -- one year that is for certain outside decides; to be within, every year must be known
        when is_surely_missed(figure, sign, target, side, is_closed) then 'over_limit'
        when grade = 'exact' and is_surely_met(figure, sign, target, side, is_closed) then 'within_limit'
    end
    when test = 'mean_of_years' then case
        when grade = 'partial' then null
        when is_surely_met(figure, sign, target, side, is_closed) then 'within_limit'
        when is_surely_missed(figure, sign, target, side, is_closed) then 'over_limit'
    end
    -- a yearly rate of growth is reached or not so far, never set against the time elapsed
    when test = 'growth' then case
        when grade <> 'exact' then null
        when is_surely_met(figure, sign, target, side, is_closed)
            then case when not is_over then 'within_limit' when figure <> target then 'exceeded' else 'met' end
        when is_surely_missed(figure, sign, target, side, is_closed)
            then case when is_over then 'missed' else 'over_limit' end
    end
    -- an old value says how the end was only where it had reached what was asked
    when not is_fresh
        then case
            when intent = 'raise' and is_surely_met(figure, sign, target, side, is_closed) then 'reached_within'
        end
    when intent in ('hold_floor', 'hold_ceiling') then case
        when is_surely_met(figure, sign, target, side, is_closed) then 'within_limit'
        when is_surely_missed(figure, sign, target, side, is_closed) then 'over_limit'
    end
    when is_surely_met(figure, sign, target, side, is_closed)
        then case when not is_over then case when measure = 'growth_rate' then 'on_time' else 'reached_early' end
            when figure <> target then 'exceeded' else 'met' end
    when not is_surely_missed(figure, sign, target, side, is_closed) then null
    when is_over then 'missed'
    when measure = 'growth_rate' then case when figure - target > -5 then 'slightly_behind' else 'behind' end
    when gap >= 5 then 'ahead'
    when gap >= 0 then 'on_time'
    when gap > -5 then 'slightly_behind'
    when gap <= -5 then 'behind'
end;

-- A figure about a round number, or a target of about one (左右), is not failed by the figure alone.
create macro unless_round(word, sign, comparator) as case
    when word in ('missed', 'over_limit') and 'approx' in (sign, comparator::varchar) then null
    else word
end;

-- Every target at a month: figures, percentages and word; why, where there is none. targets, results, slotted: the
-- tables of them, those of the ledger or others of the same columns (settling.sql judges without one figure).
create macro judgements_of(as_of, targets, results, slotted) as table
with

known as (
    select
        t.*,
        d.* exclude (target_fact_id) replace (
            coalesce(d.grade, 'none') as grade, coalesce(d.is_pooled, false) as is_pooled,
            coalesce(d.is_average, false) as is_average, coalesce(d.is_printed_total, false) as is_printed_total
        ),
        as_of_index(as_of) >= t.end_index as is_over,
        least(as_of_index(as_of), t.end_index) as horizon,
        t.end_index - t.start_index as total_months
    from query_table(targets) t
    left join done_results(as_of, targets, results, slotted) d using (target_fact_id)
    where is_in_force(t.since_index, t.until_index, as_of_index(as_of))
),

timed as (
    select
        *,
        -- while the span runs, time is counted to the last month with data
        case
            when is_over then total_months
            else greatest(coalesce(data_month, horizon) - start_index, 0)
        end as elapsed,
        -- at the end a level must be of the end year or at most twelve months old; before, its date is printed with it
        not is_over or horizon - data_month <= 12 as is_fresh,
        -- a verdict on a value that is not of the end, or old while the span runs, carries its date
        case
            when is_level_at_end and not is_pooled and is_over then data_month < end_index
            when kind = 'total' or is_level_at_end and not is_pooled then not is_over and horizon - data_month > 12
            else false
        end as is_dated,
        is_level_at_end and intent = 'raise' and base_used is not null and base_used_comparator in ('eq', 'approx')
            and target <> base_used and measure <> 'growth_rate' as has_line
    from known
),

measured as (
    select
        *,
        100.0 * elapsed / total_months as time_share,
        case when kind = 'total' or is_level_at_end and measure in ('stock', 'amount') then percent_of(done, target) end
            as share,
        case when has_line then percent_of(done - base_used, target - base_used) end as share_of_rise,
        -- what is set against the time elapsed
        case when kind = 'total' then share else share_of_rise end as paced,
        case
            when kind = 'total' then percent_of(done_low, target)
            when has_line then percent_of(done_low - base_used, target - base_used)
        end as paced_low,
        case
            when kind = 'total' then percent_of(done_high, target)
            when has_line then percent_of(done_high - base_used, target - base_used)
        end as paced_high
    from timed
),

earned as (
    select
        *,
        earned_status(
            done, sign, grade, is_fresh, intent, test, measure, target, side, is_closed, is_over,
            one_decimal(paced - time_share)
        ) as word,
        earned_status(
            done_low, sign, grade, is_fresh, intent, test, measure, target, side, is_closed, is_over,
            one_decimal(paced_low - time_share)
        ) as word_low,
        earned_status(
            done_high, sign, grade, is_fresh, intent, test, measure, target, side, is_closed, is_over,
            one_decimal(paced_high - time_share)
        ) as word_high,
        case when not is_over and kind = 'total' and years >= 3 and grade <> 'partial' and elapsed > 0
            then done * 12.0 / elapsed end as pace
    from measured
),

worded as (
    select * replace (
        unless_round(word, sign, comparator) as word, unless_round(word_low, sign, comparator) as word_low,
        unless_round(word_high, sign, comparator) as word_high
    )
    from earned
),

-- why a target without a word has none; the first that holds
refused as (
    select
        w.*,
        case
            when form in ('relative', 'words') then 'unquantified'
            when done is null and as_of_index(as_of) <= start_index then 'not_begun'
            when done is null and is_counted_anew then 'method_changed'
            when done is null and o.other_fact_id is not null then 'mismatch'
            when done is null then 'no_result'
            when word is distinct from word_low or word is distinct from word_high then 'conflict'
            when is_level_at_end and not is_fresh then 'stale'
            else 'no_result'
        end as refusal,
        o.other_fact_id, o.other_raw, o.other_unit, o.other_year, o.other_zh, o.other_en, o.relation_zh, o.relation_en
    from worded w
    left join (
        select *
        from related_results
        where month <= as_of_index(as_of)
        qualify row_number() over (
            partition by target_fact_id order by month desc, reliability, other_fact_id, relation_id
        ) = 1
    ) o on o.target_fact_id = w.target_fact_id and w.done is null
),

judged as (
    select
        *,
        case
            when word is not distinct from word_low and word is not distinct from word_high
                then coalesce(word, 'not_assessed')
            else 'not_assessed'
        end as status,
        case when pace is not null then done + pace * (total_months - elapsed) / 12 end as projected_value
    from refused
),

-- the doubtful figures without any one of which the word would be another: of grade C, or of doubtful indicator (METHOD
-- 3). Another figure of the same year and coverage takes the place of the one that is left out.
decisive as (
    select target_fact_id, list(fact_id order by year_to) as decisive_fact_ids
    from (
        select
            j.target_fact_id, j.test, j.status, j.target, f.fact_id, f.year_to, j.is_printed_total,
            j.time_share, any_value(j.done_low - c.value) + coalesce(max(r.value), 0) as rest
        from (
            select *, unnest(used) as used_fact_id from judged where status not in ('not_assessed', 'reached_within')
        ) j
        join facts f on f.fact_id = j.used_fact_id and (f.reliability = 'C' or starts_with(f.note, '存疑'))
        join query_table(results) c on c.target_fact_id = j.target_fact_id and c.fact_id = j.used_fact_id
        left join results_in_span(as_of, results := results) r on r.target_fact_id = j.target_fact_id
            and r.fact_id <> f.fact_id
            and r.series is null and r.year_from = c.year_from and r.year_to = c.year_to and r.month >= c.month
        group by all
    )
    where case
        when test <> 'sum' or is_printed_total then true
        when status in ('exceeded', 'met', 'reached_early') then rest < target
        when status = 'ahead' then one_decimal(100.0 * rest / target - time_share) < 5
        when status = 'on_time' then one_decimal(100.0 * rest / target - time_share) < 0
        else true
    end
    group by target_fact_id
),

given as (
    select target_fact_id, list(fact_id order by year_to, through_month, fact_id) as given_fact_ids
    from results_in_span(as_of, results := results)
    group by target_fact_id
),

-- a year that still runs does not lack its figure
lacking as (
    select
        *,
        list_filter(
            range(year_from, horizon // 12), lambda year: not list_contains(coalesce(known_years, []), year)
        ) as missing_years
    from judged
)

select
    target_fact_id, region_id, indicator_id, document_id, place, is_plan_row, is_inner, is_unnumbered, table_no, row_no,
    row_order, kind, attribute, measure, direction, side, intent, test, is_level_at_end, period_id, form,
    reference_year, reference_fact_id, year_from, year_to, target_raw, target, comparator, unit, is_closed, responsible,
    base_printed_raw, base_printed, base_used, base_used_comparator, base_used_fact_id, base_used_fact_ids,
    done, grade as done_grade, sign as done_sign, done_low, done_high,
    case when data_month is not null then month_text(data_month) end as data_through,
    weakest as weakest_reliability, is_pooled, is_average, is_dated,
    coalesce(len(decisive_fact_ids), 0) > 0 as is_pending_source, decisive_fact_ids,
    one_decimal(share) as completion_pct, one_decimal(share_of_rise) as increment_pct,
    one_decimal(time_share) as time_pct,
    case when status not in ('not_assessed', 'reached_within') then one_decimal(paced - time_share) end
        as gap_to_time_pp,
    case when kind <> 'each_year' then cast(done - target as decimal(18, 6)) end as gap_to_target,
    case kind when 'total' then target / (total_months / 12.0) when 'each_year' then target end
        as average_need_per_year,
    case when not is_over and kind = 'total' and total_months > elapsed and target > coalesce(done, 0)
        then (target - coalesce(done, 0)) * 12.0 / (total_months - elapsed) end as required_per_remaining_year,
    pace as pace_per_year, projected_value as projected,
    status, status_group(status, measure) as status_group,
    case when status = 'not_assessed' then refusal end as refusal,
    -- the verdict says its date beside it: one that is open, or old by its own word, need not
    is_dated and status not in ('not_assessed', 'reached_within') as is_date_said,
    -- a verdict of schedule, of which alone the time elapsed and the gap to it say something
    status in ('ahead', 'on_time', 'slightly_behind', 'behind') as is_scheduled,
    -- the last figure is not of the month, whatever the verdict says of it
    coalesce(is_dated, false) or status = 'reached_within' or (status = 'not_assessed' and refusal = 'stale')
        as is_last_figure_old,
    -- a total without a verdict whose lacking years would settle it
    kind = 'total' and status = 'not_assessed' and one_decimal(share) >= 90
        and (missing_years <> [] or part_years <> []) as is_nearly,
    case
        when is_over or status in ('reached_early', 'within_limit', 'over_limit', 'reached_within') then null
        when projected_value is null then 'unclear'
        when projected_value >= 1.05 * target then 'early'
        when projected_value >= target then 'able'
        when sign = 'ge' then 'unclear'
        when projected_value >= 0.95 * target then 'push'
        else 'hard'
    end as outlook,
    case when status in ('exceeded', 'met', 'reached_early') then first_year_certain end as first_year_certain,
    case when status in ('exceeded', 'met', 'reached_early') then first_year_reliability end as first_year_reliability,
    used as used_fact_ids,
    list_filter(given_fact_ids, lambda fact: not list_contains(coalesce(used, []), fact)) as unused_fact_ids,
    horizon - data_month as horizon_months_old, is_over, is_fresh, has_line, is_printed_total,
    years as usable_years, known_years, part_years, missing_years,
    total_months, elapsed as elapsed_months, start_index, end_index,
    running_year, running_month, running_raw, running_pct, running_fact_id,
    other_fact_id, other_raw, other_unit, other_year, other_zh, other_en, relation_zh, relation_en
from lacking
left join given using (target_fact_id)
left join decisive using (target_fact_id);

create macro judgements(as_of) as table
from judgements_of(as_of, 'target_versions', 'target_results', 'slotted_results');
