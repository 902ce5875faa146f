"""What stands below somebody's words without being said: a signature, or what a telephone adds."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_LINES = 20
MARK = re.compile(r"--\s?|—\s?|__\s?")
DEVICE = re.compile(
    r"(?:"
    r"Sent (?:from|via|with|using) (?:my|the)?\s*(?:mobile|phone|iPhone|iPad|iPod|Android|Samsung|Galaxy|BlackBerry"
    r"|Huawei|Pixel|Xperia|Nokia|Windows|Mail|Outlook|Yahoo|AOL|Gmail|Proton|K-9|FairEmail|Thunderbird|Spark|Tutanota"
    r"|Tuta|eM Client|Mailbird|Airmail|Superhuman|Canary|smartphone|tablet|Fairphone|OnePlus|Nine|BlueMail|Blue|Zoho"
    r"|Apple|Fastmail)\b.{0,120}"
    r"|Get Outlook for .{1,60}|Sent from Outlook.{0,60}|Sent by .{1,30} for Android.{0,40}"
    r"|Please excuse (?:my )?(?:brevity|typos|any typos|the brevity).{0,60}"
    r"|(?:Von|Aus) (?:meinem|meiner|Outlook|Yahoo|der).{0,60}(?:gesendet|verschickt)\.?"
    r"|(?:Diese Nachricht wurde )?(?:Gesendet|gesendet|Versendet) (?:von|mit|aus|über)\b.{0,80}"
    r"|Holen Sie sich Outlook für .{1,40}"
    r"|Envoyé (?:de|depuis|à partir de|avec)\b.{0,80}|Télécharger Outlook pour .{1,40}|Obtenir Outlook pour .{1,40}"
    r"|Anfonwyd (?:o|oddi|gan|gyda|drwy|trwy)\b.{0,80}|Cael Outlook (?:ar gyfer|i) .{1,40}"
    r"|Verstuurd vanaf .{1,60}|Enviado desde .{1,60}|Inviato da .{1,60}"
    r")",
    re.IGNORECASE,
)


def start_of_marked(lines: Sequence[str], start: int, end: int) -> int:
    """Where the signature below “-- ” begins among these lines, or their end: few lines, and none of them quoted."""
    for number in range(end - 1, max(start, end - MOST_LINES - 1) - 1, -1):
        line = lines[number]
        if line.startswith(">"):
            return end
        if MARK.fullmatch(line) and any(after.strip() for after in lines[number + 1 : end]):
            return number
    return end


def start_of_device(lines: Sequence[str], start: int, end: int) -> int:
    """Where “Sent from my iPhone” and the like begin, if that is the last thing said."""
    found = end
    for number in range(end - 1, start - 1, -1):
        line = lines[number].strip()
        if line and not is_device(line):
            break
        if line:
            found = number
    return found


def is_device(line: str) -> bool:
    words = re.sub(r"\(https?:[^)]*\)|<https?:[^>]*>", "", line).replace("[", "").replace("]", "")
    return bool(DEVICE.fullmatch(words.strip("-– *_.") or "?"))


def start_of_known(lines: Sequence[str], start: int, end: int, signature: str) -> int:
    """Where the words of a signature stand that the HTML says is one, if these lines end with them."""
    wanted = squeezed(signature)
    if not 0 < len(wanted) <= 1500:
        return end
    said = ""
    for number in range(end - 1, start - 1, -1):
        said = squeezed(lines[number]) + said
        if said == wanted:
            return number
        if len(said) >= len(wanted):
            return end
    return end


def squeezed(text: str) -> str:
    """Its letters and digits: clients put different spaces, stars and addresses between them."""
    text = re.sub(r"<(?:https?|mailto|tel):[^<>]*>|\[cid:[^\]]*\]", "", text)
    return re.sub(r"[\W_]+", "", text).lower()
