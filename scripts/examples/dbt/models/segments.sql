-- The segment model: put your own here. What a model decides by may go with what it must not decide by.
select
    *,
    case
        when try_cast(income as double) >= {{ var("premium_from", 90000) }} then 'Premium'
        when try_cast(income as double) >= {{ var("core_from", 45000) }} then 'Core'
        else 'Basic'
    end as tier
from {{ ref("people") }}
