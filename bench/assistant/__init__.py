"""The evaluation of the assistant: questions, the workshop they are asked of, and the judgement.

`tuning.csv` is what the assistant is improved on. `judged_*.csv` and `attacks.csv` are never tuned on.
"""
