-- What the campaign reads: built by ./gate where the check has passed, and not before.
select id, tier from {{ ref("segments") }}
