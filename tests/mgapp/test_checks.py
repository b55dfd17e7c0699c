from tracker import apps, knowledge
from tracker.knowledge import KnowledgeError


def test_the_knowledge_of_the_program_is_in_order():
    assert apps.knowledge_is_in_order() == []


def test_every_problem_of_a_broken_knowledge_file_is_told(monkeypatch):
    def broken():
        raise KnowledgeError(["rules/a.toml: unknown key 'x'", "rules/b.toml: 'id' is missing"])

    monkeypatch.setattr(knowledge, "knowledge", broken)
    told = [error.msg for error in apps.knowledge_is_in_order()]
    assert told == ["rules/a.toml: unknown key 'x'", "rules/b.toml: 'id' is missing"]
