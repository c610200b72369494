-- The tables of a store in PostgreSQL: what is written, and nothing that is worked out of it.
-- They belong to whoever lays them; whoever else may connect to the database is an app server, which reads all and
-- writes what the person it tells (planledger.person) has the right to.
create schema planledger;

-- One row: the number of the last change, and that of the last change of the imports. Who changes anything locks it.
create table planledger.state (
    is_only boolean primary key default true check (is_only),
    form integer not null,
    number bigint not null,
    ledger bigint not null
);
insert into planledger.state (form, number, ledger) values (1, 0, 0);

-- The token of a change is its writer's own: after a cut connection it asks by it whether the change was made.
create table planledger.changes (
    number bigint primary key,
    token uuid not null unique,
    made_at timestamptz not null default now()
);

create table planledger.rights (
    name text primary key check (name <> '' and name = btrim(name)),
    role text not null check (role in ('reader', 'editor', 'keeper')),
    regions text[]
);

-- An import that was taken out stays, with the number of the change that took it.
create table planledger.imports (
    import_key uuid primary key,
    import_id text not null,
    added bigint not null,
    removed bigint
);
create unique index on planledger.imports (import_id) where removed is null;

-- Of a CSV its first line, its others are rows; of an original its bytes.
create table planledger.files (
    import_key uuid not null references planledger.imports,
    path text not null,
    header text,
    content bytea,
    region_at integer generated always as (
        array_position(string_to_array(btrim(replace(header, '"', ''), e'\ufeff\r\n'), ','), 'region_id') - 1
    ) stored,
    primary key (import_key, path)
);

-- The region that a line of CSV is of: null where it is of none, empty where it is of all.
create function planledger.region_of(path text, region_at integer, line text) returns text immutable language sql
return case
    when path ~ '^catalog/(periods|themes)[.]csv$' then ''
    when path !~ '^(facts/.*|catalog/(documents|regions|series|relations|offices|rulings|remarks))[.]csv$' then null
    else coalesce(
        btrim(
            substring(
                line from
                '^(?:(?:"(?:[^"]|"")*"|[^,"]*),){' || region_at || '}("(?:[^"]|"")*"|[^,"\r\n]*)'
            ),
            '"'
        ),
        ''
    )
end;

-- A line of an import as it stands in its CSV, with its end of line.
create table planledger.rows (
    import_key uuid not null,
    path text not null,
    line integer not null,
    region_at integer,
    text text not null,
    region_id text generated always as (planledger.region_of(path, region_at, text)) stored,
    primary key (import_key, path, line)
);

-- Briefings, drafts and drafts of targets, under their names in a store; without a content one that has gone.
create table planledger.documents (
    name text primary key,
    content bytea,
    version text not null,
    changed bigint not null
);

create table planledger.log (
    number bigint primary key,
    line text not null
);

-- Who writes, and what they may.
create function planledger.person() returns text stable language sql
return coalesce(current_setting('planledger.person', true), '');

create function planledger.may(asked text) returns boolean stable language sql
return exists (
    select from planledger.rights where name = planledger.person() and role in (asked, 'keeper')
);

create function planledger.may_write(region text) returns boolean stable language sql
return exists (
    select from planledger.rights
    where name = planledger.person() and role in ('editor', 'keeper')
        and (regions is null or region is null or region = any (regions))
);

do $$
declare tab text;
begin
    foreach tab in array array['state', 'changes', 'rights', 'imports', 'files', 'rows', 'documents', 'log'] loop
        execute format('alter table planledger.%I enable row level security', tab);
        execute format('alter table planledger.%I force row level security', tab);
        execute format('create policy owner on planledger.%I to current_user using (true) with check (true)', tab);
        execute format('create policy readers on planledger.%I for select using (true)', tab);
        execute format('grant select on planledger.%I to public', tab);
    end loop;
end
$$;
create policy editors on planledger.state for update using (planledger.may('editor'));
create policy editors on planledger.changes for insert with check (planledger.may('editor'));
create policy editors on planledger.imports for insert with check (planledger.may('editor'));
create policy keepers on planledger.imports for update using (
    planledger.may('keeper') and not exists (
        select from planledger.rows as its
        where its.import_key = imports.import_key and not planledger.may_write(its.region_id)
    )
);
create policy editors on planledger.files for insert with check (planledger.may('editor'));
create policy editors on planledger.rows for insert with check (
    planledger.may_write(region_id) and exists (
        select from planledger.files as its
        where its.import_key = rows.import_key and its.path = rows.path
            and its.region_at is not distinct from rows.region_at
    )
);
create policy editors on planledger.documents for insert with check (planledger.may('editor'));
create policy editors_again on planledger.documents for update using (planledger.may('editor'));
create policy editors on planledger.log for insert with check (
    -- a restore brings the lines of others
    planledger.may('keeper') or planledger.may('editor') and line::json ->> 'who' = planledger.person()
);
grant usage on schema planledger to public;
grant update (number, ledger) on planledger.state to public;
grant update (removed) on planledger.imports to public;
grant insert on planledger.changes, planledger.imports, planledger.files, planledger.documents, planledger.log to public;
grant insert (import_key, path, line, region_at, text) on planledger.rows to public;
grant update (content, version, changed) on planledger.documents to public;
