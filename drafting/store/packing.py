"""How the words of a version are kept small: zstandard, with a keyframe's words as dictionary.

Every twentieth version is a keyframe, packed alone; the others are packed against it, so that any version is rebuilt
from two rows and no chain can break.
"""

import zstandard

KEYFRAME_EVERY = 20
_LEVEL = 10
_LARGEST_WINDOW = 27


def pack(text: str, keyframe: str | None) -> bytes:
    """The words packed, against the keyframe's words where there is one."""
    words = text.encode()
    if keyframe is None:
        return zstandard.ZstdCompressor(level=_LEVEL).compress(words)
    base = keyframe.encode()
    window = max(10, (len(base) + len(words)).bit_length())  # must span both
    parameters = zstandard.ZstdCompressionParameters.from_level(
        _LEVEL, window_log=min(window, _LARGEST_WINDOW), write_content_size=True
    )
    return zstandard.ZstdCompressor(dict_data=_dictionary(base), compression_params=parameters).compress(words)


def unpack(packed: bytes, keyframe: str | None) -> str:
    if keyframe is None:
        return zstandard.ZstdDecompressor().decompress(packed).decode()
    dictionary = _dictionary(keyframe.encode())
    decompressor = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=2**_LARGEST_WINDOW)
    return decompressor.decompress(packed).decode()


def _dictionary(base: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
