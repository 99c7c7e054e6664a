{# One form for a name in Latin and in Cyrillic letters, whatever the system of transliteration:
   small letters, no titles or marks, y and j as i, kh as h, x as ks, no doubled letters. Both
   spellings of a name meet in it; nobody reads it. #}
{% macro name_form(name) -%}
    {%- set form = namespace(text="lower(trim(" ~ name ~ "))") -%}
    {%- set form.text = "regexp_replace(" ~ form.text ~ ", '^(mr|mrs|ms|dr|г-н|г-жа)[.]? ', '')" -%}
    {%- set form.text = "translate(" ~ form.text
        ~ ", 'абвгдеёзийклмнопрстуфыэієґў', 'abvgdeeziiklmnoprstufieiegu')" -%}
    {%- set pairs = [
        ('щ', 'sh'), ('ш', 'sh'), ('ч', 'ch'), ('ц', 'ts'), ('ж', 'zh'), ('х', 'h'), ('ю', 'iu'),
        ('я', 'ia'), ('ї', 'i'), ('ь', ''), ('ъ', ''), ("''", ''), ('’', ''), ('«', ''), ('»', ''),
        ('"', ''), ('.', ' '), ('-', ' '), ('shch', 'sh'), ('kh', 'h'), ('x', 'ks'), ('y', 'i'),
        ('j', 'i'), ('sander', 'sandr'), ('aliaksandr', 'aleksandr'),
    ] -%}
    {%- for old, new in pairs -%}
        {%- set form.text = "replace(" ~ form.text ~ ", '" ~ old ~ "', '" ~ new ~ "')" -%}
    {%- endfor -%}
    {%- for letter in 'iisnltmpfkeao' -%}
        {%- set form.text = "replace(" ~ form.text ~ ", '" ~ letter ~ letter ~ "', '" ~ letter ~ "')" -%}
    {%- endfor -%}
    {%- for old, new in [('ie', 'e'), ('io', 'e'), ('   ', ' '), ('  ', ' ')] -%}
        {%- set form.text = "replace(" ~ form.text ~ ", '" ~ old ~ "', '" ~ new ~ "')" -%}
    {%- endfor -%}
    trim({{ form.text }})
{%- endmacro %}
