"""Names across scripts: consonant skeletons of Latin, Cyrillic, Greek, Arabic-script and Chinese renderings.

A skeleton keeps the consonant classes that transliteration preserves. Chinese renderings of foreign
names are read by the syllables of the characters that conventionally write them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LATIN = {
    "b": "b", "p": "b", "f": "f", "v": "f", "w": "w", "t": "t", "d": "d", "s": "s", "z": "s", "x": "ks", "c": "k",
    "k": "k", "q": "k", "g": "k", "j": "j", "l": "l", "r": "r", "m": "m", "n": "n", "h": "h", "y": "y", "ß": "s",
}  # fmt: skip
_ARABIC = {
    "ب": "b", "پ": "b", "ف": "f", "و": "w", "ڤ": "f", "ت": "t", "ط": "t", "ټ": "t", "ث": "s", "س": "s", "ص": "s",
    "ز": "s", "ذ": "s", "ض": "s", "ظ": "s", "د": "d", "ډ": "d", "ج": "j", "چ": "j", "ژ": "j", "ځ": "s", "څ": "s",
    "ش": "s", "ښ": "s", "ږ": "j", "ک": "k", "ك": "k", "ق": "k", "گ": "k", "ګ": "k", "غ": "k", "خ": "k", "ل": "l",
    "ر": "r", "ړ": "r", "م": "m", "ن": "n", "ڼ": "n", "ه": "h", "ح": "h", "ی": "y", "ي": "y",
}  # fmt: skip
_CYRILLIC = dict(
    zip(
        "бпфвтдсзкгхлрмнжчшщцй",
        ["b", "b", "f", "f", "t", "d", "s", "s", "k", "k", "h", "l", "r", "m", "n", "j", "j", "s", "s", "s", "y"],
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "βπφτδθσςζξκγχλρμνψ",
        ["f", "b", "f", "t", "d", "s", "s", "s", "s", "ks", "k", "k", "h", "l", "r", "m", "n", "bs"],
        strict=True,
    )
)
_LETTERS = {**_LATIN, **_ARABIC, **_CYRILLIC, **_GREEK}
_DIGRAPHS = (
    ("sch", "s"), ("tsch", "j"), ("sh", "s"), ("ch", "j"), ("ph", "f"), ("th", "s"), ("ck", "k"), ("kh", "k"),
    ("gh", "k"), ("ce", "se"), ("ci", "si"), ("ge", "je"), ("gi", "ji"), ("wh", "w"), ("zh", "j"),
)  # fmt: skip
_WEAK = re.compile("[wyh]")
_DOUBLED = re.compile(r"(.)\1+")
_SYLLABLES = (
    "a阿亚雅 ai埃艾爱 an安 ao奥 ba巴芭 ban班 bang邦 bao保鲍 bei贝 ben本 bi比毕 bin宾 bo波伯博 bu布 cha查 da达 dai戴代"
    " dan丹 dang当 dao道 de德 deng登邓 di迪蒂狄 ding丁 dong东 du杜 dun敦顿 duo多 e厄俄 en恩 er尔儿 fa法 fan凡范 fei菲费"
    " fen芬 feng冯 fo佛 fu弗福夫富 gai盖 gan甘干 gang冈 gao高 ge格戈葛 gen根 gong贡 gu古 gua瓜 guan关 ha哈 hai海"
    " han汉罕 hao豪 he赫 hei黑 heng亨 hong洪 hou侯 hu胡 hua华 huai怀 huo霍 ji吉基季 jia加贾佳 jian简 jie杰 jin金 jing京"
    " ka卡 kai凯 kan坎 kang康 kao考 ke克科柯 ken肯 keng坑 kong孔 kou寇 ku库 kuai快 kui奎 kun昆 la拉 lai莱来赖 lan兰"
    " lang朗 lao劳 le勒 lei雷蕾 leng楞 li里利莉丽黎 lian莲连 liang良 liao廖 lie列 lin林琳 ling灵 liu柳 long龙隆"
    " lu卢鲁路露 lun伦 luo罗洛 lü吕 ma马玛"
    " mai迈麦 man曼 mang芒 mao毛 mei梅美 men门 meng蒙孟 mi米密 mian缅 miao苗 min敏 ming明"
    " mo莫摩 mu穆姆木 na纳娜那 nai奈 nan南楠 nao瑙 nei内 neng能 ni尼妮 nian年 ning宁 niu纽 nong农 nu努 nuo诺 ou欧"
    " pa帕 pai派 pan潘 pang庞 pei佩 peng彭 pi皮匹 piao飘 pin平 po波珀坡 pu普 qi奇齐契 qia恰 qiang强 qiao乔 qie切"
    " qin钦 qing青 qiong琼 qu屈 re热 ren仁 ri日 rong荣 ru儒茹 rui瑞 ruo若 sa萨 sai塞赛 san桑三 sang桑 se瑟色 sen森"
    " sha沙莎 shan山 shang尚 shao绍 she舍 shen申 sheng圣 shi什史施石 shu舒 shuo朔 si斯丝思 song松宋 su苏素 suo索 ta塔"
    " tai泰 tan坦 tang唐汤 tao陶 te特 teng腾 ti提蒂 tian田 ting廷 tong通 tu图 tuo托 wa瓦 wan万旺 wang旺 wei威韦维魏"
    " wen文温 weng翁 wo沃 wu乌伍武 xi西希锡 xia夏 xian先 xiang香 xiao肖 xie谢 xin辛欣 xing兴 xiong雄 xiu休 xu许 xue雪"
    " xun逊 yan扬颜 yang扬杨 yao姚 ye耶叶 yi伊 yin因 ying英 yong永 you尤 yu尤于 yue约 yun云 za扎 ze泽 zeng曾 zha扎"
    " zhan詹 zhang章 zhao赵 zhe哲 zhen珍 zheng郑 zhi芝 zhong钟 zhou周 zhu朱 zi兹齐 zong宗 zu祖 zuo佐"
)
_PINYIN = {"zh": "j", "ch": "j", "sh": "s", "j": "j", "q": "j", "x": "s", "z": "s", "c": "s", "r": "r"}


@lru_cache(maxsize=1)
def _han() -> dict[str, str]:
    table: dict[str, str] = {}
    for match in re.finditer(r"([a-zü]+)([\u4e00-\u9fff]+)", _SYLLABLES):
        for char in match[2]:
            table.setdefault(char, _syllable(match[1]))
    table.update({"尔": "l", "儿": "l", "恩": "n", "姆": "m"})
    return table


def _syllable(pinyin: str) -> str:
    initial = next((v for k, v in _PINYIN.items() if pinyin.startswith(k)), None)
    head = initial or _LETTERS.get(pinyin[0], "")
    return head + ("n" if pinyin.endswith(("n", "ng")) and pinyin != "n" else "")


def _tidy(raw: str) -> str:
    raw = _DOUBLED.sub(r"\1", raw)
    return raw[:1] + _WEAK.sub("", raw[1:])


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonant skeleton of a folded word in an alphabetic script: ``shakespeare`` → ``sksbr``."""
    if word and word[0] < "\u0250":
        for digraph, letter in _DIGRAPHS:
            word = word.replace(digraph, letter)
    return _tidy("".join(_LETTERS.get(char, "") for char in word))


@lru_cache(maxsize=100_000)
def han_skeleton(word: str) -> str:
    """The skeleton of a Chinese rendering of a foreign name; empty where a character never writes one."""
    table = _han()
    if not all(char in table for char in word):
        return ""
    return _tidy("".join(table[char] for char in word))


def likeness(a: str, b: str) -> float:
    """How likely two skeletons write the same name, 0 to .9; l and r count as one in the second trial."""
    if len(a) < 2 or len(b) < 2:
        return 0.0
    if a == b:
        return 0.9 if len(a) > 3 else 0.75 if len(a) == 3 else 0.35
    if len(a) >= 4 and len(b) >= 4 and abs(len(a) - len(b)) <= 1 and (a.startswith(b) or b.startswith(a)):
        return 0.5
    return 0.0
