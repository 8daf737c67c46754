# ruff: noqa: E501
"""What invented requests are written with, in six languages: frames around a subject, and sentences beside it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Frames:
    """`titles` and `wishes` hold one subject each; `besides` speak of anything; `joint` joins two subjects."""

    titles: tuple[str, ...]
    wishes: tuple[str, ...]
    besides: tuple[str, ...]
    joint: str = "; "


FRAMES: Mapping[str, Frames] = {
    "en": Frames(
        ("Support requested: {}", "Expert advice on {}", "Assistance for our team: {}", "{}: help with a reform"),
        (
            "We would like two practitioners to work with our staff on {}.",
            "A draft is under discussion in the ministry; comments are needed on {}.",
            "The working group has little experience with {}.",
            "At the end our colleagues should be able to handle {} by themselves.",
        ),
        (
            "The recommendations of the last review are to be followed up before the end of the year.",
            "Interpretation can be arranged and the team has a meeting room.",
            "Earlier training covered the basics only, and most of those trained have since moved on.",
            "Practical examples from comparable countries would be welcome.",
        ),
    ),
    "fr": Frames(
        ("Appui demandé : {}", "Conseil d'expert : {}", "Assistance pour notre équipe : {}", "{} : aide à une réforme"),
        (
            "Nous souhaitons que deux praticiens travaillent avec nos agents sur le sujet suivant : {}.",
            "Un projet est en discussion au ministère ; des observations sont attendues sur ce point : {}.",
            "Le groupe de travail a peu d'expérience en la matière : {}.",
            "À la fin, nos collègues devraient pouvoir s'occuper seuls de ceci : {}.",
        ),
        (
            "Les recommandations du dernier examen doivent être suivies d'effet avant la fin de l'année.",
            "L'interprétation peut être assurée et l'équipe dispose d'une salle de réunion.",
            "La formation précédente ne portait que sur les bases, et la plupart des participants sont partis.",
            "Des exemples pratiques de pays comparables seraient les bienvenus.",
        ),
        " ; ",
    ),
    "es": Frames(
        ("Apoyo solicitado: {}", "Asesoramiento experto: {}", "Ayuda para nuestro equipo: {}", "{}: apoyo a una reforma"),
        (
            "Quisiéramos que dos especialistas trabajaran con nuestro personal en lo siguiente: {}.",
            "En el ministerio se discute un borrador; se necesitan observaciones sobre este punto: {}.",
            "El grupo de trabajo tiene poca experiencia en esta materia: {}.",
            "Al final, nuestros colegas deberían poder ocuparse solos de esto: {}.",
        ),
        (
            "Hay que dar seguimiento a las recomendaciones del último examen antes de fin de año.",
            "Se puede organizar la interpretación y el equipo dispone de una sala de reuniones.",
            "La capacitación anterior abarcó solo lo básico, y la mayoría de los participantes ya no está.",
            "Serían bienvenidos ejemplos prácticos de países comparables.",
        ),
    ),
    "ru": Frames(
        ("Просьба о поддержке: {}", "Экспертная консультация: {}", "Помощь нашей группе: {}", "{}: содействие реформе"),
        (
            "Мы хотели бы, чтобы два практика поработали с нашими сотрудниками над следующим: {}.",
            "В министерстве обсуждается проект; нужны замечания по такому вопросу: {}.",
            "У рабочей группы мало опыта в этой области: {}.",
            "В итоге наши коллеги должны самостоятельно справляться с такой задачей: {}.",
        ),
        (
            "Рекомендации последнего обзора нужно выполнить до конца года.",
            "Устный перевод может быть обеспечен, у группы есть помещение для встреч.",
            "Прежнее обучение касалось только основ, и большинство обученных уже сменили работу.",
            "Будут полезны практические примеры из сопоставимых стран.",
        ),
    ),
    "ar": Frames(
        ("طلب دعم: {}", "مشورة خبراء: {}", "مساعدة لفريقنا: {}", "{}: عون على إصلاح"),
        (
            "نود أن يعمل ممارسان مع موظفينا على ما يلي: {}.",
            "يناقش مشروع في الوزارة، والملاحظات مطلوبة بشأن هذه النقطة: {}.",
            "لدى الفريق العامل خبرة قليلة في هذا المجال: {}.",
            "في النهاية ينبغي أن يتمكن زملاؤنا من تولي هذا الأمر بأنفسهم: {}.",
        ),
        (
            "يتعين متابعة توصيات الاستعراض الأخير قبل نهاية السنة.",
            "يمكن ترتيب الترجمة الشفوية ولدى الفريق قاعة اجتماعات.",
            "تناول التدريب السابق الأساسيات فقط وقد انتقل معظم المتدربين إلى أعمال أخرى.",
            "نرحب بأمثلة عملية من بلدان مماثلة.",
        ),
        "؛ ",
    ),
    "zh": Frames(
        ("请求支持：{}", "专家咨询：{}", "为我们的团队提供协助：{}", "{}：协助改革"),
        (
            "我们希望两名从业人员与我们的工作人员共同处理：{}。",
            "部委正在讨论一份草案，需要就以下问题提出意见：{}。",
            "工作组在这方面经验不多：{}。",
            "最终我们的同事应当能够独立处理：{}。",
        ),
        (
            "上一次审议的建议应在年底前落实。",
            "可以安排口译，团队有会议室。",
            "以前的培训只涉及基础内容，大部分受训人员已经调离。",
            "欢迎提供类似国家的实际例子。",
        ),
        "；",
    ),
}  # fmt: skip
