from agenda.coverage.states import State
from agenda.pictures.matrix import Head, render


def test_escapes_what_comes_from_the_record_and_marks_each_state():
    rows = [Head(1, "<script>R&D", '/topics/"x/', is_recommended=True), Head(2, "Space", "/topics/space/")]
    columns = [Head(7, "<b>May", "/meetings/m/", "<i>note")]
    cells = {(1, 7): (State.NOT_RAISED, 12, True), (2, 7): (State.NOT_RECOMMENDED, None, False)}
    html = render("<caption>", rows, columns, lambda row, column: cells[row, column])
    for raw in ("<script>", "<b>May", "<i>note", '"x/', "<caption><caption>"):
        assert raw not in html
    assert "&lt;script&gt;R&amp;D" in html and "&lt;b&gt;May" in html
    assert '<a href="/findings/12/"><b aria-hidden="true">○</b> <span>not mentioned</span>' in html
    assert "recommended before" in html
    assert '<td class="c not_recommended"></td>' in html
