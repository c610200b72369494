-- Which regions are in the ledger? One row a region, in the order that fixes their colours.
-- example: region_list
select region_id, name_zh, name_en, short_zh, short_en, adcode, row_number() over (order by rowid) - 1 as place
from regions
order by place
