"""Whether a line without a stop is a heading above one sentence, and no first half of it.

Only what says so in the words counts: the line says nothing (it has no verb, no conjunction, no comma), and the next
one begins as sentences do, or the line ends as titles do.
"""

from __future__ import annotations

import re

__all__ = ["stands_above"]

# What makes a clause of an English line, and what no English line ends with that is not cut.
_EN_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|shall|should|can|could|may|might|must|do|does|did|said"
    r"|says|that|which|who|he|she|it|they|we|you|I|because|but|if|when|while)\b|,"
)
_EN_CUT = re.compile(
    r"\b(?:a|an|the|of|in|on|at|to|from|by|with|for|and|or|as|than|into|near|over|under|between|after|before|during"
    r"|against|through|its|their|his|her|our|Mr|Mrs|Ms|Dr|St|[A-Z]\w*)\Z"
)
_EN_SMALL = re.compile(r"(?<!\w)[a-z]{5}")  # in no title with capitals
_ENGLISH = re.compile(r"\b(?:of|the|and|for|in|to|on|with)\b")
_EN_OPENS = re.compile(r"[A-Z][a-z]*\s+[a-z]|(?:The|This|These|Each|Every|All)\s")
# A title may hold a noun and its attributes, no clause; هذا and the like begin a sentence, as a verb with ي does.
_AR_CLAUSE = re.compile(
    r"(?<!\w)(?:و?[أإا]نه?ا?|الذي|التي|الذين|قد|لم|لن|لا|كانت?|حيث|بينما|وقال|قالت?|هو|هي|اليوم|أمس|غدا)(?!\w)|،"
)
_AR_VERB = re.compile(
    r"(?:ي\w+|ال\w+ون|(?:أعلن|أكد|صرح|ذكر|طالب|دعا|بحث|قرر|وافق|عقد)|\w{3,}(?:(?<!ا)ت|ى))\s"
)  # so does a sentence begin
_AR_OPENS = re.compile(
    r"(?:هذ[اه]\s+\S+\s+\S+|تهدف|تتناول|تناولت|تشمل|تضم|تنص|تسهم|بلغت?"
    r"|ي(?!وم|مين|سار|د\s|دي|ونيو|وليو|ناير|وسف|حيى)\w{3,})\s"
)
_FA_CLAUSE = re.compile(r"(?<!\w)(?:که|را|چې|یې|است|بود|شد|کرد|گفت|وویل|ده|دی|دي|شو|کړ|ن?می\u200c\w+)(?!\w)|،")
_FA_CUT = re.compile(r"(?<!\w)(?:در|از|به|با|بر|برای|تا|و|او|یا|هر|یک|د|په|له|پر|تر|سره|کې|باندې|لپاره)\Z")
_FA_OPENS = re.compile(r"(?:در |برای |په |د )?(?:این|دا|دې)\s+\S+\s+\S")
_TOPIC = re.compile(r"([\u0620-\u06ff\u200c]{4,})(?:\s+\S+){3}")
_ZH_CLAUSE = re.compile("[，：；]")
_ZH_TITLE = re.compile(
    "(?:意见|意見|报告|報告|办法|辦法|规定|規定|通知|方案|条例|條例|总结|總結|说明|說明|概况|概況|研究|分析|综述|綜述"
    "|任务|任務|措施|计划|計劃|规划|規劃|细则|細則|须知|須知|事项|事項|指南|手册|手冊|简介|簡介|介绍|介紹|方法)\\Z"
)


def stands_above(line: str, following: str) -> bool:
    """Whether words tell that ``line``, which no stop ends, is the heading of the sentence ``following``."""
    if line.isascii():
        return _english(line, following)
    if _ZH_TITLE.search(line):
        return not _ZH_CLAUSE.search(line)
    if _FA_CLAUSE.search(line) or _FA_CUT.search(line) or _AR_CLAUSE.search(line) or _AR_VERB.match(line):
        return False
    if _FA_OPENS.match(following) or _AR_OPENS.match(following):
        return True
    again = _TOPIC.match(following)  # what a title is about is what the sentence begins with
    return again is not None and f" {again[1]} " in f" {line} "


def _english(line: str, following: str) -> bool:
    if not (_EN_OPENS.match(following) and _ENGLISH.search(line)):
        return False
    return not (_EN_CLAUSE.search(line) or (_EN_SMALL.search(line) and _EN_CUT.search(line)))
