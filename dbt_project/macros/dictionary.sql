{# The data dictionary and the relationships, written at the end of a run from dbt's own graph. #}
{% macro write_dictionary() -%}
    {%- if execute and flags.WHICH in ('build', 'run') -%}
        {{ adapter.dispatch('write_dictionary', 'tradebooks')(
            dictionary_rows() | join(',\n'), relationship_rows() | join(',\n')
        ) }}
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}

{% macro default__write_dictionary(dictionary, relationships) -%}
    select 1
{%- endmacro %}

{% macro duckdb__write_dictionary(dictionary, relationships) -%}
    create schema if not exists meta;
    create or replace table meta.data_dictionary as
    select
        cast(schema_name as varchar) as schema_name,
        cast(table_name as varchar) as table_name,
        cast(column_name as varchar) as column_name,
        cast(position as integer) as position,
        cast(data_type as varchar) as data_type,
        cast(description as varchar) as description
    from (values
        {{ dictionary }}
    ) as rows_of_graph (schema_name, table_name, column_name, position, data_type, description);
    create or replace table meta.relationship as
    select
        cast(from_table as varchar) as from_table,
        cast(from_column as varchar) as from_column,
        cast(to_table as varchar) as to_table,
        cast(to_column as varchar) as to_column
    from (values
        {{ relationships }}
    ) as rows_of_graph (from_table, from_column, to_table, to_column)
    where from_table <> '';
{%- endmacro %}

{% macro sql_text(text) -%}
    {{ return("'" ~ (text or '') | replace('\n', ' ') | trim | replace("'", "''") ~ "'") }}
{%- endmacro %}

{% macro dictionary_rows() -%}
    {%- set rows = [
        "('meta', 'data_dictionary', null, 0, null, 'One row per table and per column of this release.')",
        "('meta', 'relationship', null, 0, null, 'One row per column that refers to another table.')",
    ] -%}
    {%- set readable = ['main', 'bi', 'meta'] -%}
    {%- for node in graph.nodes.values()
        if node.schema in readable
        and (node.resource_type == 'model' or node.config.store_failures) -%}
        {%- set place = sql_text(node.schema) ~ ', ' ~ sql_text(node.alias) -%}
        {%- do rows.append("(" ~ place ~ ", null, 0, null, " ~ sql_text(node.description) ~ ")") -%}
        {%- for column in node.columns.values() -%}
            {%- do rows.append(
                "(" ~ place ~ ", " ~ sql_text(column.name) ~ ", " ~ loop.index ~ ", "
                ~ sql_text(column.data_type) ~ ", " ~ sql_text(column.description) ~ ")"
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(rows | sort) }}
{%- endmacro %}

{% macro relationship_rows() -%}
    {#- The first row keeps the list from being empty; the table leaves it out. -#}
    {%- set rows = ["('', '', '', '')"] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'test' and node.test_metadata
        and node.test_metadata.name == 'references_exist' and node.attached_node -%}
        {%- set model = graph.nodes[node.attached_node] -%}
        {%- if model.resource_type == 'model' and model.schema == 'main' -%}
            {%- for column, target in node.test_metadata.kwargs.references.items() -%}
                {%- do rows.append(
                    "(" ~ sql_text(model.alias) ~ ", " ~ sql_text(column) ~ ", "
                    ~ sql_text(target.to.split("'")[1]) ~ ", " ~ sql_text(target.field) ~ ")"
                ) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(rows | sort) }}
{%- endmacro %}
