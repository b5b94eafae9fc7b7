"""Aid 帮扶: help to a household in hardship, from the need to its end (条例 Art 37(3); 社会救助暂行办法)."""
