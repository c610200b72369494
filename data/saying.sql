-- What SQL says, said by data/sayings.csv: a query decides tokens and the values of their blanks, here they become
-- words.

-- A sentence with its blanks filled in: {done} by what the map holds under done; a blank without a value is left out.
create macro filled(sentence, blanks) as list_reduce(
    list_transform(map_entries(blanks), lambda entry: {'key': entry.key, 'text': coalesce(entry.value, '')}),
    lambda so_far, entry: {'key': '', 'text': replace(so_far.text, '{' || entry.key || '}', entry.text)},
    {'key': '', 'text': sentence}
).text;

-- All sentences by token, one map a language: a query joins this one row and looks its tokens up.
create view words as select map(list(token), list(zh)) as zh, map(list(token), list(en)) as en from sayings;

-- Texts in one, with something between.
create macro joined(texts, between) as substr(
    array_to_string(list_transform(texts, lambda text: between || text), ''), length(between) + 1
);

-- Sentences one after another, those without a token left out.
create macro said(said_words, tokens, blanks, between) as joined(
    list_transform(
        list_filter(tokens, lambda token: token is not null), lambda token: filled(said_words[token], blanks)
    ),
    between
);

-- A remark in the language's brackets, nothing where there is none.
create macro in_brackets(said_words, remark) as case
    when remark = '' then ''
    else filled(said_words['bracket'], map {'text': remark})
end;

-- A month (counted from year 0) as one says it.
create macro month_said(said_words, month) as filled(said_words['month'], map {
    'year': cast((month - 1) // 12 as varchar), 'month': said_words['month_name.' || ((month - 1) % 12 + 1)]
});

-- The date of a level: a year's end, or a month.
create macro through_said(said_words, month) as case
    when month % 12 = 0 then filled(said_words['when.end'], map {'year': cast(month // 12 - 1 as varchar)})
    else month_said(said_words, month)
end;

-- Years as one says them: 2021—2023、2025.
create macro years_said(said_words, years) as case
    when len(years) > 2 and list_last(years) - years[1] = len(years) - 1
        then filled(
            said_words['years.span'],
            map {'first': cast(years[1] as varchar), 'last': cast(list_last(years) as varchar)}
        )
    else joined(list_transform(years, lambda year: cast(year as varchar)), said_words['list.comma'])
end;

-- A figure with its sign and unit; percent stands without a gap.
create macro amount_said(said_words, sign, number, unit) as filled(
    said_words[case when unit = '%' then 'amount.percent' else 'amount' end],
    map {'sign': sign, 'number': number, 'unit': unit}
);

-- The word of a verdict. Rates have no completion: what a rate exceeds or meets meets the requirement. A hold target is
-- within or over, by its kind.
create macro status_token(status, intent, measure, side) as 'status.' || case
    when status in ('exceeded', 'met') and measure in ('rate', 'growth_rate') then 'meets'
    when status = 'missed' and measure in ('rate', 'growth_rate')
        then case side when 'down' then 'over_ceiling' else 'below' end
    when status = 'within_limit' then case intent when 'hold_ceiling' then 'within_ceiling' else 'meets' end
    when status = 'over_limit' then case intent when 'hold_ceiling' then 'over_ceiling' else 'below' end
    else status
end;

-- What stands in brackets after that word: why there is no verdict, or which figure the verdict does without.
create macro status_remark(said_words, status, refusal) as coalesce(
    said_words[case when status = 'not_assessed' then 'refusal.' || refusal else 'remark.' || status end], ''
);

create macro status_said(
    said_words, status, intent, measure, side, refusal
) as said_words[status_token(status, intent, measure, side)]
    || in_brackets(said_words, status_remark(said_words, status, refusal));

-- Verdicts that are counted together: what was achieved, kept or is on schedule are three things. A rate has no
-- completion: at the end it meets the requirement, in the same word as a floor that is kept, and is counted with it.
create macro status_group(status, measure) as case
    when status in ('exceeded', 'met') and measure in ('rate', 'growth_rate') then 'kept'
    when status in ('exceeded', 'met', 'reached_early') then 'achieved'
    when status = 'reached_within' then 'reached_within'
    when status = 'within_limit' then 'kept'
    when status in ('ahead', 'on_time') then 'on_schedule'
    when status in ('slightly_behind', 'behind', 'missed', 'over_limit') then 'behind'
    else 'not_assessed'
end;

-- What fills the blanks of the sentences of a judgement, besides what is the same in both languages. j: a row of
-- judgement_list; unit, other, other_unit, relation: the names in the language.
create macro judgement_blanks(said_words, j, unit, other, other_unit, relation) as map {
    'done': amount_said(said_words, '', j.done_text, case when j.test = 'growth' then '%' else unit end),
    'sum': amount_said(said_words, '', plain_text(j.done), unit),
    'goal': amount_said(said_words, '', plain_text(j.target), unit),
    'low': amount_said(said_words, '', plain_text(j.done_low), unit),
    'high': amount_said(said_words, '', plain_text(j.done_high), unit),
    'target': amount_said(
        said_words, case when j.comparator = 'approx' then '≈' else sign_text(j.comparator) end, plain_text(j.target),
        unit
    ),
    'base': amount_said(said_words, '', plain_text(j.base_used), unit),
    'rest': amount_said(said_words, '', plain_text(abs(j.done - j.target)), unit),
    'need': amount_said(said_words, '', plain_text(round(j.average_need_per_year, 2)), unit),
    'missing': years_said(said_words, j.missing_years), 'parts': years_said(said_words, j.part_years),
    'known': years_said(said_words, j.known_years),
    'other': other, 'other_raw': amount_said(said_words, '', j.other_raw, other_unit), 'relation': relation,
    'running': amount_said(said_words, '', j.running_raw, unit),
    'running_month': said_words['month_name.' || j.running_month],
    'through': case
        when j.data_month is null then null
        when j.kind = 'level' and j.is_average
            then filled(said_words['when.mean'], map {'year': left(j.data_through, 4)})
        when j.kind = 'level' and j.data_month % 12 = 0
            then filled(said_words['when.end'], map {'year': left(j.data_through, 4)})
        else month_said(said_words, j.data_month)
    end
};
