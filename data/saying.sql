-- What SQL says, said by data/sayings.csv: a query decides tokens and the values of their blanks, here they become
-- words.

-- A sentence with its blanks filled in: {done} by what the map holds under done; a blank without a value is left out.
create macro filled(sentence, blanks) as array_to_string(
    list_transform(
        string_split(sentence, '{'),
        lambda part, nth: case
            when nth = 1 then part
            else coalesce(blanks[split_part(part, '}', 1)], '') || substr(part, strpos(part, '}') + 1)
        end
    ),
    ''
);

-- The same with one blank, which takes less to plan where it is known beforehand.
create macro with_blank(sentence, blank, said_value) as
    replace(sentence, '{' || blank || '}', coalesce(said_value, ''));

-- All sentences by token, one map a language: a query joins this one row and looks its tokens up.
create view words as select map(list(token), list(zh)) as zh, map(list(token), list(en)) as en from sayings;

-- The same with a row a language: what is said alike in each is written once, and planned once. What stands in every
-- list is taken out, for a lambda that reads a map takes a copy of it for each member.
create view languages as
select
    *, words['list.comma'] as comma, words['amount'] as amount_form, words['amount.percent'] as percent_form
from (select 'zh' as language, zh as words from words union all select 'en', en from words);

-- Texts in one, with something between.
create macro joined(texts, between) as substr(
    array_to_string(list_transform(texts, lambda text: between || text), ''), length(between) + 1
);

-- Sentences one after another, those without a token left out; their blanks are filled in all together.
create macro said(said_words, tokens, blanks, between) as filled(
    joined(
        list_transform(list_filter(tokens, lambda token: token is not null), lambda token: said_words[token]), between
    ),
    blanks
);

-- A remark in the language's brackets, nothing where there is none.
create macro in_brackets(said_words, remark) as case
    when remark = '' then ''
    else with_blank(said_words['bracket'], 'text', remark)
end;

-- A month (counted from year 0) as one says it.
create macro month_said(said_words, month) as with_blank(
    with_blank(said_words['month'], 'year', cast((month - 1) // 12 as varchar)),
    'month', said_words['month_name.' || ((month - 1) % 12 + 1)]
);

-- The date of a level: a year's end, or a month.
create macro through_said(said_words, month) as case
    when month % 12 = 0 then with_blank(said_words['when.end'], 'year', cast(month // 12 - 1 as varchar))
    else month_said(said_words, month)
end;

-- Years as one says them: 2021—2023、2025. comma: what stands between them.
create macro years_between(said_words, comma, years) as case
    when len(years) > 2 and list_last(years) - years[1] = len(years) - 1
        then with_blank(
            with_blank(said_words['years.span'], 'first', cast(years[1] as varchar)),
            'last', cast(list_last(years) as varchar)
        )
    else joined(cast(years as varchar[]), comma)
end;

create macro years_said(said_words, years) as years_between(said_words, said_words['list.comma'], years);

-- A figure with its sign and unit; percent stands without a gap.
create macro amount_formed(percent_form, amount_form, sign, number, unit) as with_blank(
    with_blank(
        with_blank(case when unit = '%' then percent_form else amount_form end, 'sign', sign), 'number', number
    ),
    'unit', unit
);

create macro amount_said(said_words, sign, number, unit) as
    amount_formed(said_words['amount.percent'], said_words['amount'], sign, number, unit);

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

-- The date of what is done: a year's mean or its end, else a month.
create macro data_date_said(said_words, data_month, kind, is_average) as case
    when data_month is null then null
    when kind = 'level' and is_average
        then with_blank(said_words['when.mean'], 'year', cast((data_month - 1) // 12 as varchar))
    when kind = 'level' then through_said(said_words, data_month)
    else month_said(said_words, data_month)
end;
