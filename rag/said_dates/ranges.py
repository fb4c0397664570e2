"""Matches what stands between the two ends of a range of dates, in all languages at once: since a
date stands on either side, no language mistakes another's words.
"""

from __future__ import annotations

_TO = (
    r"[-–—~〜～]|to|until|till|through|and|tot(?: en met| aan)?|t/m|en|bis(?: zu[rm]?)?|und"
    r"|au|à|et|jusqu['’](?:au?|à|en)|al?|hasta|y|e|ed|fino al?|all['’]|ao|até(?: ao?)?|do|i|oraz"
    r"|по|до|и|та|і|й|až|ile|ve|['’]?[dt][ae]n|إلى|الى|حتى|و|تا|till|och|til|og"
    r"|până(?: la| în| pe)?|și|la|és|και|έως|ως|μέχρι|đến|tới|và|hingga|sampai(?: dengan)?|dan|ถึง|และ|עד|से|至|到|和|与|と|から|부터|과|와"
)
_ARTICLES = (
    r"the|on|in|de[nmr]?|het|op|am|le|la|el|il|o|os|dia|día|em|en|a|ende?|eind|mid|fin|final de"
    r"|в|у|w|το|τη|την|τον|τις|του|ngày|năm|tanggal|tahun|วันที่|ปี|يوم|شهر"
)
RANGE = rf",?\s*(?:{_TO})(?:\s*(?:(?:{_ARTICLES})(?!\w)|l['’]))*\s*"
"""A pattern, matched without regard to case."""
