<%
def steps(rendered):
    """Without the reminders to read and correct: that goes without saying."""
    return "\n".join(line for line in rendered.splitlines() if "###" not in line).strip() or "pass"
%>"""${message}"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${steps(upgrades or "")}


def downgrade() -> None:
    ${steps(downgrades or "")}
