"""Of gate 1: is a population the one that the statement can be of?

Belongs here: populations, bases of shares and universes against the subject, the measure, the flow and the listed size.
Does not belong here: that they are listed at all (`columns`), and sums over a base, which are comparisons of gate 3.
"""

from __future__ import annotations

from expectations.sources import tables
from expectations.suite import Batch, holds
from korea_trade.statements.declaration import Declaration

# Where a theme names a population.
_POPULATIONS = {
    "records": "population_id",
    "breadth": "population_id",
    "shares": "base_id",
    "survey_answers": "base_id",
}


def populations(declaration: Declaration) -> Batch:
    """The population that a statement names against what it is about."""
    named = " union all ".join(
        f"""
        select
            '{theme}' as table_name, source_file, source_line, statement_id,
            {column} as population_id, '{column}' as named, measure, flow, subject_kind, subject_id, value
        from raw.{theme}
        where {column} is not null
        """
        for theme, column in _POPULATIONS.items()
    )
    sql = f"""
        with named as ({named}),
        usual as (
            select population_id, table_name, mode((flow, if(table_name = 'records', subject_kind, ''))) as aspect
            from named
            group by population_id, table_name
        )
        select
            named.*,
            {tables.allowed("population_kind", "measure", declaration.population_kinds_of_measures)}
            and {tables.allowed("population_kind", "flow", declaration.population_kinds_of_flows)} as kind_fits,
            concat(population_id, ', which is of ', population_kind, ', for ', measure, ' and ', flow) as kind_given,
            subject_kind <> 'population' or subject_id = population_id as is_its_own_subject,
            concat(population_id, ' for ', subject_id) as subject_given,
            (flow, if(table_name = 'records', subject_kind, '')) = usual.aspect as is_used_alike,
            concat(population_id, ' for ', flow, ' of ', subject_kind) as use_given
        from named
        left join raw.populations using (population_id)
        left join usual using (population_id, table_name)
    """
    return Batch(
        "populations of statements",
        sql,
        (
            holds(
                "kind_fits",
                "population_id",
                "must be of a kind that measure and flow can be taken of",
                "correct population, measure or flow",
                "kind_given",
                names="named",
            ),
            holds(
                "is_its_own_subject",
                "population_id",
                "must be the subject where the statement is about a population",
                "correct one of the two",
                "subject_given",
                names="named",
            ),
            holds(
                "is_used_alike",
                "population_id",
                "must be of the flow, and in ranks of the kind of subject, of most statements that name it",
                "correct population, flow or subject",
                "use_given",
                names="named",
            ),
        ),
    )


def ranks_among() -> Batch:
    """A rank among subjects says among which, and no other does."""
    sql = """
        select
            'records' as table_name,
            records.*,
            (scope = 'among_subjects') = (population_id is not null) as says_among_which,
            concat(scope, ', ', coalesce(population_id, 'no population')) as scope_given
        from raw.records
    """
    rule = "must be among_subjects where a population is named, and only there"
    return Batch(
        "populations of ranks",
        sql,
        (holds("says_among_which", "scope", rule, "name the population or correct the scope", "scope_given"),),
    )


def sizes(declaration: Declaration) -> Batch:
    """The size that a statement gives a universe against the list, and against the other statements."""
    sql = f"""
        with statement as ({tables.statements(declaration)}),
        sized as (
            select
                *,
                (
                    select max(part.value) from statement as part
                    where
                        (part.measure, part.unit) = ('members', 'count')
                        and (part.subject_id, part.period, part.article_id)
                        = (sized.subject_id, sized.period, sized.article_id)
                ) as members
            from statement as sized
            where subject_kind = 'population' and measure in ('universe_size', 'respondents')
        )
        select
            sized.*,
            value = size as is_the_size_listed,
            format('{{:.15g}}, listed with {{}}', value, size) as size_given,
            value >= members as holds_its_members,
            format('{{:.15g}}, of which {{:.15g}}', value, members) as members_given
        from sized
        left join (select population_id as subject_id, size from raw.populations) as listed using (subject_id)
    """
    return Batch(
        "sizes of universes",
        sql,
        (
            holds(
                "is_the_size_listed",
                "value",
                "must be the size in populations.csv",
                "find out which of the two is right",
                "size_given",
            ),
            holds(
                "holds_its_members",
                "value",
                "must not be less than the members counted in the same article",
                "find out which of the two is right",
                "members_given",
            ),
        ),
    )


def answers() -> Batch:
    """An answer against its question, and its base against the survey."""
    sql = """
        with recursive root (population_id, root_id) as (
            select population_id, population_id from raw.populations where parent_id is null
            union
            select populations.population_id, root.root_id
            from raw.populations inner join root on populations.parent_id = root.population_id
        ),
        answer as (
            select survey_answers.*, survey_questions.survey_id, root.root_id
            from raw.survey_answers
            left join raw.survey_questions using (question_id)
            left join root on root.population_id = base_id
        ),
        usual as (select survey_id, mode(root_id) as root_id from answer group by survey_id)
        select
            'survey_answers' as table_name,
            answer.*,
            answer.question_id = survey_options.question_id as answers_its_question,
            concat(subject_id, ', which answers ', survey_options.question_id) as option_given,
            answer.root_id = usual.root_id as is_asked_in_its_survey,
            concat(base_id, ', which is no part of ', usual.root_id) as base_given
        from answer
        left join raw.survey_options on subject_kind = 'survey_option' and option_id = subject_id
        left join usual using (survey_id)
    """
    return Batch(
        "options of answers",
        sql,
        (
            holds(
                "answers_its_question",
                "subject_id",
                "must be an option of the question",
                "correct the question or the option",
                shows="option_given",
            ),
            holds(
                "is_asked_in_its_survey",
                "base_id",
                "must be respondents of the survey that asked the question",
                "correct the base or the question",
                shows="base_given",
            ),
        ),
    )
