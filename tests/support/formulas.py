# ruff: noqa: E501  the corpus of payloads is read as a table
"""Texts that a spreadsheet could take for a formula."""

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "  +1", "'=1+1", "''", "'",
    "=HYPERLINK(\"http://x\")", "=IMPORTXML(\"x\")", "=WEBSERVICE(\"x\")", "=DDE(\"cmd\")", "＝1+1", "＋1", "－1", "＠SUM(A1)",
    "=A1&B1", "-2+3+cmd|' /C calc'!A0", "+cmd|x!A", "@x", "=\"a\"", "=1;2", "=1,2", "=1\n2", "=", "+", "-", "@", "=+", "-=1", "+=1",
    "@=1", "=@", "\t\t=1", " \t=1", "\u00a0=1", "=\u00a0 1", "'+1", "''+1", "=TRUE", "-TRUE", "+1e9", "-1", "+1", "=1/0", "=NA()",
    "=INDIRECT(\"A1\")", "=RTD(\"x\")", "=CALL(\"x\")", "=REGISTER(\"x\")", "=EXEC(\"x\")", "@AND(1)", "=LET(a,1,a)", "=LAMBDA(a,a)(1)",
    "=ENCODEURL(\"x\")", "=FILTERXML(\"x\",\"y\")", "=SQL.REQUEST(\"x\")",
]  # fmt: skip
