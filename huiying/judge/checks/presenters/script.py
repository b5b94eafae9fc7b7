"""What a caller says on the telephone, line by line, as it stands on the screen."""

from huiying.core.words import Text

SCRIPT = (
    Text(
        zh="您好，我是{office}的回访员，不是办您这件事的单位。您在{day}说过一件事，抽签抽到了您，想问四个问题，两分钟。",
        en="Hello, I am calling for {office}; I am not of the unit that handled your matter. You told us something on "
        "{day} and were drawn by lot. May I ask you four questions? It takes two minutes.",
    ),
    Text(
        zh="您可以不回答，也可以随时停下，对您这件事没有任何影响。我不问您是谁，也不问您的看法，只问这件事办得怎么样。",
        en="You need not answer and can stop at any time; it changes nothing for your matter. I do not ask who you are "
        "or what you think of anything else, only how this was handled.",
    ),
    Text(zh="第一，有没有人给您一个说法？说清楚了没有？", en="First: did somebody explain it to you, and clearly?"),
    Text(zh="第二，事情解决了吗？解决了、部分解决，还是没有解决？", en="Second: was it resolved? Yes, partly, or not?"),
    Text(zh="第三，对办的过程，您满意、一般，还是不满意？", en="Third: are you satisfied with how it was handled?"),
    Text(zh="第四，您当初想要的，给您了没有？", en="Fourth: were you given what would put it right?"),
    Text(
        zh="没有解决的：您愿意让单位再办一次吗？您说愿意，我才替您提出来；您申请复查的期限照旧，不受影响。",
        en="Where it is not resolved: do you want the unit to take it up again? I ask for it only if you say so. Your "
        "time to ask for a review stays as it is.",
    ),
    Text(
        zh="您说的话我照原话记下来，您在回执页上能看到。谢谢，再见。",
        en="I write down your own words; you can read them on your receipt page. Thank you, goodbye.",
    ),
)
