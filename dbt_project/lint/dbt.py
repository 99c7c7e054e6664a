"""Stand-ins for dbt's cross-database macros, so that the linter can read models without dbt.

Only the shape of the SQL matters here, not its meaning; what models really call is dbt's own.
"""


def type_string() -> str:
    """Return a type name."""
    return "varchar"


def type_timestamp() -> str:
    """Return a type name."""
    return "timestamp"


def type_boolean() -> str:
    """Return a type name."""
    return "boolean"


def type_int() -> str:
    """Return a type name."""
    return "integer"


def type_bigint() -> str:
    """Return a type name."""
    return "bigint"


def dateadd(part: str, count: str | int, day: str) -> str:
    """Return an expression over a date."""
    return f"dateadd('{part}', {count}, {day})"


def datediff(first: str, second: str, part: str) -> str:
    """Return an expression over two dates."""
    return f"datediff('{part}', {first}, {second})"


def date_trunc(part: str, day: str) -> str:
    """Return an expression over a date."""
    return f"date_trunc('{part}', {day})"


def last_day(day: str, part: str) -> str:
    """Return an expression over a date."""
    return f"last_day({day}, '{part}')"


def split_part(text: str, delimiter: str, part: int) -> str:
    """Return an expression over a text."""
    return f"split_part({text}, {delimiter}, {part})"


def listagg(measure: str, delimiter: str, order: str) -> str:
    """Return an aggregate of texts."""
    return f"listagg({measure}, {delimiter} {order})"
