"""Concrete details in a text: figures, dates, places, organisations, people, programmes.

Patterns of the language of Chinese officials, one pass each and linear. A name that is not plainly one is left out: a
detail that is none does more harm than one that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.language.spans import Span

FIGURE = "figure"
DATE = "date"
PLACE = "place"
ORGANISATION = "organisation"
PERSON = "person"
PROGRAMME = "programme"

_DIGITS = r"[0-9０-９]"
_NUMERAL = r"[〇○零一二三四五六七八九十百千]"
_DATE = re.compile(
    rf"{_DIGITS}{{2,4}}\s*年(?:\s*{_DIGITS}{{1,2}}\s*月(?:\s*{_DIGITS}{{1,2}}\s*[日号])?)?"
    rf"|(?<!{_DIGITS}){_DIGITS}{{1,2}}\s*月(?:\s*{_DIGITS}{{1,2}}\s*[日号])?(?:底|初|中旬|上旬|下旬)?"
    rf"|二[〇○零]{_NUMERAL}{{2}}年(?:{_NUMERAL}{{1,2}}月(?:{_NUMERAL}{{1,3}}日)?)?"
    rf"|(?:19|20){_DIGITS}{{2}}(?:[-./]{_DIGITS}{{1,2}}){{1,2}}"
)
UNITS = (
    r"(?:%|％|个百分点|[万亿千百]*(?:元|美元|吨|亩|人次|人|户|家|个|件|项|名|起|次|台|辆|套|处|所|座|条|公里|平方公里"
    r"|平方米|立方米|千瓦时|千瓦|斤|公斤|天|小时|分钟|倍|岁|批|期|场|部|份|轮|届)|[万亿]+)"
)
"""What is counted and measured, as a pattern."""

_FIGURE = re.compile(
    rf"(?:百分之{_NUMERAL}+|{_DIGITS}+(?:[,，]{_DIGITS}{{3}})*(?:[.．]{_DIGITS}+)?(?:\s*{UNITS})?(?:以上|以下|左右|多)?)"
)

_HAN = r"[\u4e00-\u9fff]"
_NAME = (
    r"[^\W\d_A-Za-z的了是在和与对向从到于把被将由为要让使给请等及或而但又也都很更最不无未已并且只就才再能会可应该该各每全"
    r"本我你他她它这那其此某两几多些每以所有]"
)
_TOWN = _NAME.replace("本我", "省市县区乡镇村州旗本我")
"""A character of a name: none of those that join words or point at things (各村 is no village, 我市 no city)."""

_BEFORE = r"(?:(?<=[^\u4e00-\u9fff])|(?<=[由在与和对向从到于把被将为给请及或去来赴经同])|(?<=位于|来自|组织|前往|走进|派驻|涉及)|^)"
"""What stands before a name: no Chinese character, or one of those that are in no name."""

_GENERIC = (
    r"农村|乡村|山村|新村|渔村|行政村|自然村|专业村|示范村|贫困村|社区|小区|城区|市区|郊区|园区|校区|厂区|景区|地区|灾区"
    r"|片区|山区|库区|牧区|老区|特区|辖区|矿区|林区|湖区|港区|示范区|保护区|工业区|功能区|自贸区|开发区|高新区|经开区|自治区"
    r"|城市|都市|县市|省市|集镇|乡镇|城镇|小镇|强镇|重镇|强县|大县|强省|大省|全省|全市|街区|城中村|多地区|超市|上市|股市|楼市"
    r"|门市|夜市|集市|菜市|鱼市|省区市|市县区|下乡|返乡|家乡|故乡|老乡|回乡|还乡|入乡|城乡|战区|军区|禁区|误区|盲区|选区|时区"
    r"|住宅区|居民区|核心区|主产区|舒适区|深水区|保税区|棚户区|商贸区|商务区|旅游区|集聚区|聚集区|共享区|灌区|经济区|发展区|行政区"
    r"|薄弱区|空心村|传统村|生态村|薄弱村|文明村|文明乡|文明县|离乡|水乡|健康镇|发达镇|古镇|文化市|强市|立市"
    r"|(?:低碳|绿色|城市|市民|文明|和谐|平安|智慧|老旧|示范|健康)社区|第.{1,3}届[市县区乡镇]|进村|驻村|入村|到村|联村|包村|治村|强村|富村|兴村|跨省|跨市|出省|节省|反省|监区|直辖市|县级市|地级市"
)
_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川"
    "|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾"
)
_PLACE = re.compile(
    rf"{_BEFORE}(?:(?:{_PROVINCES})省?)?"
    rf"(?:{_TOWN}{{2,4}}?(?:自治州|自治县|市|州|县|区|旗|镇|乡|街道|村|社区|新区|开发区)(?![长委级直属域内外间场容貌民居])){{1,3}}"
)
_GENERIC_END = re.compile(rf"(?:{_GENERIC})$")
_NAMED_END = re.compile(rf"{_NAME}{{2,4}}(?:社区|新区|开发区|高新区|经开区|自治区)$")
_NO_NAME = re.compile(
    r"^(?:[一二三四五六七八九十]|中心|重点|美丽|特色|示范|先进|沿海|沿江|贫困|试点|老旧|周边|边远|偏远|基层)"
)

_VERBS = re.compile(
    "(?:"
    + "|".join(
        (
            "增强 做好 新增 完成 抓好 抓紧 培育 组建 加强 发展 推动 推进 优化 调整 支持 成立 建成 建设 建立 建 实施 开工 提高 提升 做强 做优 做大"
            " 引进 引导 鼓励 强化 申报 筹建 设立 落实 执行 深化 完善 改善 启动 开展 打造 创建 创响 创新 助推 推广 整合 整治 依托 立足 面向 聚焦"
            " 围绕 按照 依照 根据 结合 依靠 单靠 今年 去年 明年 当年 全年 加快 加大 加速 稳步 积极 大力 认真 切实 深入 扎实 必须 确保 确定 保障"
            " 健全 规划 争取 构建 扩大 扩建 改建 改造 新建 重建 迁建 兴建 维护 巩固 拓展 促进 带动 帮助 扶持 接受 自觉 统筹 协调 指导 督促 检查"
            " 组织 召开 举办 承办 参加 参与 出台 制定 印发 发布 列入 纳入 进入 成为 升级 实现 形成 达到 超过 突破 继续 持续 进一步 全力 努力 不断"
            " 充分 发挥 利用 运用 坚持 贯彻 学习 宣传 弘扬 传承 保护 修复 治理 打击 查处 处理 解决 化解 防范 覆盖 惠及 涉及 包括 其中 首个 首家"
            " 若干 一批 一个 一家 个 家 所 批 代表 表 现 考上 认可 支撑 服务 管理 经营 开放 合作 联合 共建 共享 现有 拥有 选派 派驻 选聘 招聘"
            " 推荐 评选 命名 授予 表彰 获得 荣获 争创 创办 开办 举行 访问 考察 调研 走访 慰问 看望 前往 调任 调到 返回 来到 进驻 入驻 落户 搬迁"
            " 开工建设 投入 投资 收购 并购 重组 改制 上市 挂牌 揭牌 运营 运行 投产 投用 启用 开通 贯通 通车 连接 延伸 辐射 共有 全面 依法 同意"
            " 监督 批准 决定 要求 建议 提请 报请 配合 牵头 负责 主管 分管 联系 借助 通过 经过 随着 针对 关于 有关 相关 对照 对标 比照 参照 尤其"
            " 听取 采取 壮大 激活 振兴 办好 狠抓 赋予 通达 融入 吸引 增加 研究 特别 各地 各级 各类 各项 部分 多数 广大 全体 省级 市级 县级 区级 国家级 重点 一些 许多"
        ).split()
    )
    + ")"
)

_PROVINCE = re.compile(rf"(?:{_PROVINCES})(?:省|市|(?:壮族|回族|维吾尔)?自治区)?")

_OFFICES = (
    r"人民政府|人民法院|人民检察院|纪委监委|监察委员会|委员会|办公厅|办公室|指挥部|领导小组|管理局|监管局|执法局|税务局|公安局"
    r"|财政局|教育局|水利局|统计局|民政局|司法局|审计局|文旅局|城管局|交通局|住建局|卫健局|卫健委|发改委|发改局|农业农村局|自然资源局"
    r"|生态环境局|市场监管局|应急局|医保局|信访局|林业局|海洋局|粮食局|商务局|工信局|科技局|气象局|体育局|组织部|宣传部|统战部"
    r"|政法委|农科院|党校|总工会|妇联|残联|供销社|派出所|法庭|研究院|研究所|管理站|管理处|服务中心"
)
_OFFICE = re.compile(
    rf"(?:国家|中央|全国|[省市县区镇乡州]|{_PROVINCES})?(?:{_NAME}{{0,8}}?)(?:{_OFFICES})(?![长的]?[一-龥]?长)"
)
_OFFICE_HEAD = re.compile(rf"(?:国家|中央|[省市县区镇乡州]|{_PROVINCES}|{_HAN}{{2,3}}[省市县区镇乡州])")
_COMPANY = re.compile(
    rf"{_BEFORE}{_NAME}{{2,10}}?(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|大学|学院|医院|合作社|小学|中学|银行)"
    r"(?!化|生|校|员|区|长)"
)
_NO_COMPANY = re.compile(
    r"^(?:[一二三四五六七八九十]|上市|民营|国有|外资|农业?|专业|股份|跨国|龙头|平台|电商|重点|骨干|商业|政策|农村|大型|中小|企业)"
)

_OF_A_KIND = re.compile(
    r"^(?:公司|集团|大学|学院|医院|合作社|小学|中学|银行)|(?:公立|民营|综合性|附属|惠民|高水平|儿童|互联网|现代|社区股份|小额贷款|物流|基金|投资"
    r"|国企|企业|流通|国有|职业|技工|开放|老年|村镇|专科|中心|重点|特色|专业|农民专业|高职|应用型|本科|民办|乡镇|县级|市级|省级|上市|担保|保险"
    r"|证券|信托|租赁|商业|发展|政策性|外资|中医|妇幼保健|社会|知名|名牌|著名|一流|跨国|大型|龙头|骨干)(?:公司|集团|大学|学院|医院|合作社|小学"
    r"|中学|银行)$"
)
_LEAST_PLACE = 3

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段漆钱汤尹黎易武乔贺赖龚庞樊殷施陶洪翟颜倪严牛温芦季俞章鲁葛习"
)
_TITLES = (
    r"总书记|书记|总理|主席|委员长|省长|市长|县长|区长|州长|镇长|乡长|部长|厅长|局长|处长|科长|主任|院长|校长|检察长|组长|队长"
    r"|站长|所长|教授|研究员|院士|同志|老师|医生|先生|女士|任组长|任队长|任主任|任书记"
)
_PERSON = re.compile(
    rf"(?:欧阳|司马|上官|诸葛|[{_SURNAMES}])(?:某{{1,2}}|[^\W\d_A-Za-z的了是在和与各位党委支总副老县市省区镇乡村局部级校厅处科股员全代常有]"
    rf"{{1,2}})(?={_TITLES})|(?<![\u4e00-\u9fff])[{_SURNAMES}]某{{1,2}}|(?<=[、的查处对])[{_SURNAMES}]某{{1,2}}"
)
_NO_PERSON = frozenset(
    "任何 方面 方向 田间 江河 石油 严格 严肃 程序 马上 毛利 田长 林长 河长 江苏 江西 武警 武装 武术 康复 贺信 施工 章程 段位"
    " 史志 史料 钱款 龙头 牛羊 温州 易地 任职 任免 江海 金融 许可 许多 曾经 石化 林业 林场 马克 周边 周末 夏季 黄河 黄金"
    " 高校 高级 高管 何种 季度 洪水 余名 苏州 康养 杜绝 汤池 汪洋 唐代 宋代 秦岭 鲁班 任期 任内 方案 程度 严管 陆续 叶片".split()
)

_PROGRAMMES = r"工程|行动计划|行动|计划|专项整治|攻坚战|规划|方案|活动"
_PROGRAMME = re.compile(
    rf"“[^“”\n]{{2,15}}”{_HAN}{{0,6}}?(?:{_PROGRAMMES})"
    rf"|(?<=实施|开展|启动|推进|落实|推行|组织)(?:了|好|“)?(?P<name>{_NAME}{{3,12}}?(?:工程|行动计划|行动|计划|专项整治))(?![力方中了者员时])"
)
_NO_PROGRAMME = re.compile(
    r"^(?:重大|重点|一批|一系列|各项|各类|联合|专项|具体|统一|集中|实际|工作|年度|建设|项目|这项|系列|三年|五年)+"
)

_RANK = {DATE: 0, PERSON: 1, PROGRAMME: 2, ORGANISATION: 3, PLACE: 4, FIGURE: 5}
_MASKED = re.compile(r"[*×＊✕]")


def facts(text: str) -> list[tuple[str, Span]]:
    """Give the details of a text in order; they do not overlap (a place inside an organisation's name is part of it)."""
    found = sorted(_facts(text), key=lambda fact: (_RANK[fact[0]], fact[1].start, -fact[1].end))
    taken = bytearray(len(text))
    kept = []
    for kind, span in found:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * len(span)
            kept.append((kind, span))
    return sorted(kept, key=lambda fact: fact[1])


def _facts(text: str) -> Iterator[tuple[str, Span]]:
    for kind, pattern in ((DATE, _DATE), (FIGURE, _FIGURE), (PLACE, _PROVINCE)):
        yield from ((kind, Span(*m.span())) for m in pattern.finditer(text))
    yield from ((PERSON, Span(*m.span())) for m in _PERSON.finditer(text) if m[0] not in _NO_PERSON)
    yield from _programmes(text)
    yield from _organisations(text)
    yield from _places(text)


def _places(text: str) -> Iterator[tuple[str, Span]]:
    for m in _PLACE.finditer(text):
        start = m.start() + _behind_verbs(m[0])
        name = text[start : m.end()]
        generic = _GENERIC_END.search(name) and not _NAMED_END.search(name)
        if not generic and not _NO_NAME.match(name) and len(name) >= _LEAST_PLACE:
            yield PLACE, Span(start, m.end())


def _behind_verbs(words: str) -> int:
    """Where a name begins that a pattern has taken together with the verbs before it (大力支持合肥学院 → 合肥学院)."""
    return max((verb.end() for verb in _VERBS.finditer(words)), default=0)


def _organisations(text: str) -> Iterator[tuple[str, Span]]:
    for m in _OFFICE.finditer(text):
        # The name begins at the last place or rank before the office: 要求市水利局 is 市水利局.
        heads = [h.start() for h in _OFFICE_HEAD.finditer(m[0]) if h.start() < len(m[0]) - 2]
        if heads:
            yield ORGANISATION, Span(m.start() + heads[0], m.end())
    for m in _COMPANY.finditer(text):
        start = m.start() + _behind_verbs(m[0])
        if not _NO_COMPANY.match(text[start : m.end()]) and not _OF_A_KIND.search(text[start : m.end()]):
            yield ORGANISATION, Span(start, m.end())


def _programmes(text: str) -> Iterator[tuple[str, Span]]:
    for m in _PROGRAMME.finditer(text):
        start, end = m.span("name") if m["name"] else m.span()
        if not _NO_PROGRAMME.match(text[start:end]) and not _MASKED.search(text[start:end]):
            yield PROGRAMME, Span(start, end)
