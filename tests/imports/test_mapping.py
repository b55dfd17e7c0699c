import pytest

from tracker.imports import MappingError, read_mapping


def test_toml_and_json_are_the_same_mapping():
    toml = """
    time_column = "date"
    [[score]]
    column = "pain"
    min = 0
    max = 10.5
    better = "low"
    """
    json = """{"time_column": "date",
               "score": [{"column": "pain", "min": 0, "max": 10.5, "better": "low"}]}"""

    assert read_mapping(toml) == read_mapping(json)


def test_a_score_without_a_symptom_is_named_as_its_column():
    mapping = read_mapping(
        '{"time_column": "t", "score": [{"column": "pain", "min": 0, "max": 5, "better": "low"}]}'
    )

    assert mapping.score[0].symptom == "pain"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("time_column = ", "is neither TOML nor JSON"),
        ("{", "is neither TOML nor JSON"),
        ('time_column = "t"', "imports nothing; add an [[intake]] or a [[score]]"),
        ('time = "t"', "mapping.time: unknown key"),
        ("[[intake]]", "mapping.time_column: is missing"),
        ('time_column = "t"\n[[intake]]', "mapping.intake[0].amount_column: is missing"),
        (
            'time_column = "t"\n[[intake]]\namount_column = "a"',
            "mapping.intake[0]: needs either `substance` or `substance_column`",
        ),
        (
            'time_column = "t"\n[[intake]]\namount_column = "a"\nsubstance = "x"\nunit = "lb"',
            "mapping.intake[0].unit: unknown value 'lb'",
        ),
        (
            'time_column = "t"\n[[score]]\ncolumn = "a"\nmin = 5\nmax = 5\nbetter = "low"',
            "mapping.score[0]: `min` must be below `max`",
        ),
        ('time_column = "t"\ndelimiter = "|"', "mapping.delimiter: unknown value '|'"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said_with_its_place(text, problem):
    with pytest.raises(MappingError) as error:
        read_mapping(text)

    assert problem in str(error.value)


def test_all_problems_of_a_mapping_are_said_at_once():
    with pytest.raises(MappingError) as error:
        read_mapping('colour = "red"\n[[intake]]')

    assert len(error.value.problems) == 3
