"""The built package holds what the program reads at run time."""

from importlib import resources

from checks.config import packaged
from checks.schemas.catalogue import SCHEMAS


def test_data_files_are_found_as_resources() -> None:
    for name in ("measures.csv", "hedges.csv", "numerals.csv", "comparators.csv"):
        assert packaged(name)
    assert all(schema.prose for schema in SCHEMAS)
    assert resources.files("checks").joinpath("py.typed").is_file()
    for name in ("static/style.css", "static/app.js", "templates/base.html.j2"):
        assert resources.files("checks.reports.site").joinpath(name).is_file()
