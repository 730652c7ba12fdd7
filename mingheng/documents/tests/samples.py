"""One fictional case in the words of its instruments; every instrument of the lawbook has its data here."""

from typing import Any

from mingheng.documents.tests import samples_force, samples_remedies, samples_spot
from mingheng.documents.tests.samples_course import COURSE
from mingheng.documents.tests.samples_money import MONEY
from mingheng.documents.tests.samples_supervision import SUPERVISION

AUTHORITY = "上海市澜江区城市管理行政执法局"
PARTY = {
    "name": "上海屿舟建筑工程有限公司",
    "kind": "organisation",
    "identity": "91310000MA1FL0007X",
    "address": "上海市澜江区云汀街道澜水路88号3幢201室",
    "legal_representative": "周屿",
}
OFFICERS = [{"name": "陈砚秋", "certificate": "09120010023"}, {"name": "顾明川", "certificate": "09120010057"}]
COMMON: dict[str, Any] = {
    "authority": AUTHORITY,
    "case_number": "澜城管案〔2026〕123号",
    "ref": "2026-123",
    "date": "2026-11-20",
    "parties": [PARTY],
    "officers": OFFICERS,
}
REMEDIES = {
    "reconsideration_body": "上海市澜江区人民政府",
    "reconsideration_term": {"value": 60, "unit": "calendar_days"},
    "court": "上海市澜江区人民法院",
    "lawsuit_term": {"value": 6, "unit": "months"},
}
FOUND = (
    "当事人于2026年8月25日21时47分，使用其承运车辆（沪D·F0931）在云汀路、澜水路口西侧空地倾倒工程施工产生的建筑垃圾，"
    "经测量共186.4立方米。当事人未能提供建筑垃圾处置核准文件。"
)
EVIDENCE = [
    "现场检查（勘验）笔录一份，证明倾倒的时间、地点和方量；",
    "现场照片六张、执法记录仪视频一段，证明现场状况；",
    "对驾驶员李庆和、项目负责人周屿的询问笔录各一份，证明倾倒经过；",
    "测量报告一份，证明建筑垃圾为186.4立方米；",
    "营业执照复印件一份，证明当事人主体资格。",
]
CLAUSES = {
    "breach": "《中华人民共和国生态环境法典》第五百六十二条第一款",
    "penalty_clause": "《中华人民共和国生态环境法典》第一千一百零八条第一款第三项",
}
DISCRETION = "方量186.4立方米，无从重、从轻情节，适用“一般”情节裁量档；案发后主动清运完毕；与本年度同类案件〔2026〕2118、1933相比，处罚幅度相当。"

HEARING = {"hearing_day": "2026-10-28", "hearing_time": "上午九时三十分", "hearing_place": "局二楼听证室"}
SAMPLES: dict[str, dict[str, Any]] = {
    "lead_registration": COMMON
    | {
        "case_number": "",
        "parties": [],
        "source": "12345 热线",
        "happened": "2026-08-25T21:30:00+08:00",
        "content": "市民来电反映，云汀路、澜水路口西侧空地有大型车辆夜间倾倒渣土，车身标有“屿舟建筑”字样，要求查处。",
        "place": "云汀街道云汀路、澜水路口西侧空地",
        "informant": "𠮷女士（保密）",
        "handler": "陈砚秋",
    },
    "lead_check": COMMON
    | {
        "case_number": "",
        "result": "有违法嫌疑",
        "happened": "2026-08-25T22:05:00+08:00",
        "findings": "当日22时05分到达现场，见三辆渣土车正在卸土，现场堆土约两百立方米；询问驾驶员，未能出示处置核准文件。已拍照、录像。",
    },
    "filing_approval": COMMON
    | {
        "item": "擅自倾倒建筑垃圾",
        "conduct_day": "2026-08-25",
        "source": "12345 热线",
        "evidence": ["现场照片六张；", "执法记录仪视频一段；", "车辆行驶轨迹截图两张。"],
        "jurisdiction": "违法行为发生地在本区云汀街道，属本机关行政处罚权范围。",
        "limitation": "违法行为发生于2026年8月25日，未超过追究时效。",
        "opinions": [
            {"role": "承办人意见", "text": "有违法事实，建议立案。", "name": "陈砚秋", "date": "2026-08-27"},
            {"role": "行政机关负责人意见", "text": "同意立案。", "name": "方允之", "date": "2026-08-28"},
        ],
    },
    "no_filing_approval": COMMON
    | {"ground": "轻微并及时改正，没有危害后果", "explanation": "到场时当事人已将零星装修垃圾清运完毕，未造成污染。"},
    "assignment": COMMON | {"item": "擅自倾倒建筑垃圾", "assigned_by": "秦望舒"},
    "scene_record": COMMON
    | {
        "happened": "2026-08-25T22:05:00+08:00",
        "ended": "2026-08-25T22:50:00+08:00",
        "place": "云汀街道云汀路、澜水路口西侧空地",
        "present": "当事人在场",
        "id_shown": True,
        "rights_told": True,
        "findings": "空地东西长约31米、南北宽约20米，堆有建筑垃圾。\n三辆自卸货车停于空地北侧，车牌号分别为沪D·F0931、沪D·F0932、沪D·F0935。",
        "photos": "照片1至6，视频 20260825-2205",
    },
    "questioning_record": COMMON
    | {
        "happened": "2026-08-29T09:30:00+08:00",
        "ended": "2026-08-29T10:20:00+08:00",
        "place": "澜江区城管执法局云汀中队询问室",
        "person": "李庆和",
        "person_identity": "310101198001010014",
        "person_relation": "驾驶员",
        "id_shown": True,
        "rights_told": True,
        "recusal_asked": True,
        "questions": "问：我们是澜江区城管执法局的执法人员，这是我们的执法证件，请你确认。\n答：看清楚了。\n"
        "问：你是否申请我们回避？\n答：不申请。\n问：2026年8月25日晚你在哪里？做什么？\n"
        "答：当晚九点多我开沪D·F0931从工地拉了一车渣土，公司调度让我倒在云汀路那块空地上。\n一共去了三趟。",
    },
    "evidence_sheet": COMMON
    | {
        "title_of_evidence": "现场照片",
        "kind": "视听资料",
        "source": "执法人员现场拍摄",
        "maker": "顾明川",
        "happened": "2026-08-25T22:10:00+08:00",
        "place": "云汀路、澜水路口西侧空地",
        "proves": ["违法行为的时间、地点", "倾倒物为建筑垃圾"],
        "files": [
            {"name": "IMG_2026_0825_2210.jpg", "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
        ],
    },
    "correction_order": COMMON
    | CLAUSES
    | REMEDIES
    | {
        "violation": FOUND,
        "correction": "清运全部建筑垃圾，恢复场地原状，并提供消纳场所的接收凭证。",
        "until": "2026-09-05",
        "contact": "陈砚秋，021-5550 0123",
    },
    "recheck_record": COMMON
    | {
        "happened": "2026-09-06T09:00:00+08:00",
        "result": "已改正",
        "findings": "场地内建筑垃圾已全部清运，当事人提供了消纳场所接收凭证十二份。",
        "order_number": "澜城管责改〔2026〕31号",
    },
    "investigation_report": COMMON
    | CLAUSES
    | {
        "item": "擅自倾倒建筑垃圾",
        "source": "12345 热线",
        "found": FOUND,
        "evidence_chain": "时间、地点、方量、主体四项事实均有两类以上证据相互印证。",
        "nature": "一般",
        "crime": "未发现",
        "discretion": DISCRETION,
        "grade": "一般",
        "amount": "120000.00",
        "proposal": "建议给予罚款的行政处罚。",
        "evidence_list": [
            {"title": "现场检查（勘验）笔录", "kind": "勘验笔录、现场笔录", "proves": "时间、地点、方量"},
            {"title": "询问笔录（李庆和）", "kind": "证人证言", "proves": "倾倒经过"},
        ],
    },
    "prior_notice": COMMON
    | CLAUSES
    | {
        "found": FOUND,
        "evidence": EVIDENCE,
        "discretion": DISCRETION,
        "amount": "120000.00",
        "defence_term": {"value": 5, "unit": "working_days"},
        "hearing_told": "yes",
        "hearing_term": {"value": 5, "unit": "working_days"},
        "contact": "陈砚秋，021-5550 0123",
        "address": "上海市澜江区澜水路1号",
    },
    "statement_record": COMMON
    | {
        "mode": "口头",
        "happened": "2026-10-12",
        "points": ["案发后已经主动清运，请求从轻处罚。", "倾倒量应扣除原有堆土。"],
        "notice_number": "澜城管罚告〔2026〕12号",
    },
    "statement_review": COMMON
    | {
        "answers": [
            {
                "point": "案发后已经主动清运，请求从轻处罚。",
                "accepted": "采纳",
                "reason": "复查记录证实已清运，裁量时已按一般情节考虑。",
            },
            {
                "point": "倾倒量应扣除原有堆土。",
                "accepted": "不采纳",
                "reason": "测量报告载明测量对象为新倾倒部分，原有堆土未计入。",
            },
        ],
        "result": "维持原拟处罚",
        "notice_number": "澜城管罚告〔2026〕12号",
        "notice_amount": "120000.00",
        "amount": "120000.00",
    },
    "legal_review_opinion": COMMON
    | {
        "item": "擅自倾倒建筑垃圾",
        "trigger": "经过听证程序",
        "round": "第2次",
        "items": [
            {"point": "管辖权", "verdict": "符合", "reason": "违法行为地在本区云汀街道，属本局处罚权范围。"},
            {"point": "主体与人员资格", "verdict": "符合", "reason": "陈砚秋、顾明川执法证在有效期，全程两人。"},
            {"point": "事实认定", "verdict": "符合", "reason": "车辆、时间、地点、方量四项均有两类以上证据印证。"},
            {"point": "裁量", "verdict": "符合", "reason": DISCRETION},
            {"point": "涉嫌犯罪移送", "verdict": "不适用", "reason": "未达移送标准。"},
        ],
        "conclusion": "合法适当，同意报审",
        "opinion": "本案管辖、主体、事实、证据、程序合法，裁量与同类案件相当，罚款数额适当。",
        "reviewer": "沈知行",
        "qualification": "法律职业资格（2015年登记）",
    },
    "discussion_record": COMMON
    | {
        "happened": "2026-11-05",
        "place": "局三楼会议室",
        "chair": "方允之",
        "views": [
            {"name": "方允之", "duty": "局长", "view": "事实清楚，同意按一般情节处罚。"},
            {"name": "郁怀瑾", "duty": "副局长", "view": "同意，裁量与类案相当。"},
        ],
        "conclusion": "同意对当事人处罚款人民币壹拾贰万元整。",
    },
    "decision_approval": COMMON
    | CLAUSES
    | {
        "item": "擅自倾倒建筑垃圾",
        "proposal": "建议给予罚款的行政处罚。",
        "found": FOUND,
        "amount": "120000.00",
        "discretion": DISCRETION,
        "defence": "当事人提出两点意见，一点采纳，一点不采纳。",
        "review": "第2次审核通过",
        "opinions": [{"role": "行政机关负责人意见", "text": "同意。", "name": "方允之", "date": "2026-11-18"}],
    },
    "penalty_decision": COMMON
    | CLAUSES
    | REMEDIES
    | {
        "found": FOUND,
        "evidence": EVIDENCE,
        "discretion": DISCRETION,
        "defence": "当事人提出已主动清运、倾倒量应扣除原有堆土两点意见。前一点属实，裁量时已予考虑；后一点与测量报告不符，不予采纳。",
        "notice_number": "澜城管罚告〔2026〕12号",
        "notice_day": "2026-10-09",
        "amount": "120000.00",
        "payment_term": {"value": 15, "unit": "calendar_days"},
        "payment_institution": "澜江银行云汀支行",
        "payment_account": "户名：澜江区财政局；账号：1001 2000 3000 4000",
        "surcharge": True,
        "surcharge_rate": {"value": "0.03", "unit": "rate"},
        "surcharge_cap": {"value": "1.0", "unit": "rate"},
    },
    "no_penalty_decision": COMMON
    | REMEDIES
    | {
        "found": "当事人于2026年9月2日在店门外堆放商品，占用人行道约两平方米，经责令后当场改正。",
        "ground": "初次违法且危害后果轻微并及时改正",
        "reason": "经查，当事人此前无同类违法记录。",
        "basis": "《中华人民共和国行政处罚法》第三十三条第一款",
        "educated": True,
    },
    "address_confirmation": COMMON
    | {"address": PARTY["address"], "electronic": "同意", "electronic_address": "legal@yuzhou.example", "phone": "021-5550 0456"},
    "service_receipt": COMMON
    | {
        "document": "行政处罚决定书（澜城管罚决〔2026〕12号）",
        "mode": "直接送达",
        "receiver": "王静",
        "relation": "负责收件的人",
        "place": PARTY["address"],
        "happened": "2026-11-21T10:15:00+08:00",
    },
    "payment_record": COMMON
    | {
        "paid": "120000.00",
        "receipt": "沪财罚 0098123",
        "happened": "2026-12-01",
        "decision_number": "澜城管罚决〔2026〕12号",
        "amount": "120000.00",
    },
    "closing_approval": COMMON
    | {
        "execution": "罚款已于2026年12月1日缴清。",
        "rectified": "已改正",
        "closing_note": "处罚决定已履行完毕，违法状态已消除，建议结案。",
        "amount": "120000.00",
    },
    "archive_note": COMMON | {"note": "本卷文件齐全，无缺页。", "retention": "30年"},
    "dossier_cover": COMMON
    | {
        "item": "擅自倾倒建筑垃圾",
        "outcome": "罚款人民币壹拾贰万元整（120,000.00元），已缴清",
        "filed_on": "2026-08-28",
        "closed_on": "2026-12-08",
        "handlers": "陈砚秋、顾明川",
        "unit": "云汀中队",
        "retention": "30年",
        "decision_number": "澜城管罚决〔2026〕12号",
    },
    "dossier_catalogue": COMMON
    | {
        "papers": [
            {
                "n": "1",
                "number": "澜城管罚决〔2026〕12号",
                "author": AUTHORITY,
                "title": "行政处罚决定书",
                "date": "2026-11-20",
                "pages": "1-3",
            },
            {"n": "2", "number": "", "author": AUTHORITY, "title": "送达回证", "date": "2026-11-21", "pages": "4"},
        ],
    },
    "recusal_decision": COMMON
    | {"officer": "顾明川", "opinion": "回避", "reason": "其与当事人的项目负责人系近亲属。", "applicant": "本人"},
    "handler_change": COMMON | {"reason": "原承办人顾明川回避。", "former": "陈砚秋、顾明川"},
    "hearing_acceptance": COMMON
    | {"opinion": "受理", "reason": "在期限内提出，拟处罚达到听证标准。", "request_day": "2026-10-12"},
    "hearing_announcement": COMMON | HEARING | {"whom": "上海屿舟建筑工程有限公司", "posted": "局门户网站公告栏"},
    "hearing_ending": COMMON
    | {
        "happened": "2026-10-28",
        "chair": "柳岸",
        "ground": "无正当理由拒不出席",
        "explanation": "等候一小时未到场，没有说明理由。",
    },
    "hearing_minutes": COMMON
    | {
        "happened": "2026-10-28",
        "chair": "柳岸",
        "clerk": "宋听雪",
        "attendance": "亲自到场",
        "recusal_asked": "已询问，不申请",
        "accused": "调查人员宣读查明的事实，出示证据，建议罚款。",
        "record": "当事人逐项质证，对数额有异议。",
        "points": ["拟罚款数额偏高。"],
        "signed": "当事人或者代理人核对无误后签名",
    },
    "hearing_notice": COMMON
    | HEARING
    | {"place": "局二楼听证室", "chair": "柳岸", "clerk": "宋听雪", "public": "公开举行", "agents_most": "2"},
    "hearing_report": COMMON
    | {"chair": "柳岸", "hearing_day": "2026-10-28", "opinion": "事实成立，证据充分，数额适当。", "advice": "维持拟处罚意见"},
    "hearing_waiver": COMMON | {"signed": True, "notice_number": "澜城管罚告〔2026〕12号"},
    "correction_note": COMMON
    | {
        "corrects": "现场检查笔录",
        "fact": "检查地点",
        "former_value": "云汀路、瀾水路口",
        "corrected_value": "云汀路、澜水路口",
        "reason": "地名用字笔误。",
    },
    **{key: COMMON | REMEDIES | own for key, own in MONEY.items()},
}
SAMPLES |= {key: COMMON | said for key, said in COURSE.items()}
SAMPLES |= samples_force.samples(COMMON, REMEDIES)
SAMPLES |= samples_spot.samples(COMMON, CLAUSES, REMEDIES)
SAMPLES |= samples_remedies.samples(COMMON, REMEDIES)
SAMPLES |= {key: COMMON | said for key, said in SUPERVISION.items()}
