"""Set the figures of a text beside the data: same, different, not there, or not to be told."""

from .judgement import Judgement, ProofResult
from .proof import Proof, Proofs, proofread
from .serializers import RESULTS, SIGNS, described, explained, summary
from .texts import against_accepted, against_public

__all__ = [
    "RESULTS",
    "SIGNS",
    "Judgement",
    "Proof",
    "ProofResult",
    "Proofs",
    "against_accepted",
    "against_public",
    "described",
    "explained",
    "proofread",
    "summary",
]
