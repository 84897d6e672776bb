-- What segbias check sees: the segment, and what the reference knows of people. No id, no name. NULL is written as \N, which
-- ./gate tells segbias, as a blank or NULL could be somebody's text.
{{ config(
    materialized="external",
    location=env_var("GATE_INPUT"),
    format="csv",
    options={"header": true, "nullstr": "'\\N'"}
) }}
select tier as segment, gender, age, region, education from {{ ref("segments") }}
