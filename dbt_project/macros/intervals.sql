{# A printed number as a half-open interval [low, high), by the factors of the seed hedge_rules.

   The bounds speak of magnitudes: "over" a deficit of 5 is farther below zero. The interval is
   never narrower than the printed digits allow. A range is taken as printed. #}

{% macro nearer_end(value, resolution, rule) -%}
    least(
        {{ rule }}.low_factor * abs({{ value }}),
        abs({{ value }}) - {{ rule }}.low_half_digits * coalesce({{ resolution }}, 0) / 2
    )
{%- endmacro %}

{% macro farther_end(value, resolution, rule) -%}
    greatest(
        {{ rule }}.high_factor * abs({{ value }}),
        abs({{ value }}) + {{ rule }}.high_half_digits * coalesce({{ resolution }}, 0) / 2
    )
{%- endmacro %}

{% macro interval_low(value, value_high, resolution, rule) -%}
    case
        when {{ rule }}.bound = 'range' then least({{ value }}, {{ value_high }})
        when {{ value }} < 0 then -1 * {{ farther_end(value, resolution, rule) }}
        else {{ nearer_end(value, resolution, rule) }}
    end
{%- endmacro %}

{% macro interval_high(value, value_high, resolution, rule) -%}
    case
        when {{ rule }}.bound = 'range' then greatest({{ value }}, {{ value_high }})
        when {{ value }} < 0 then -1 * {{ nearer_end(value, resolution, rule) }}
        else {{ farther_end(value, resolution, rule) }}
    end
{%- endmacro %}
