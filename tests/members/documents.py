"""What the screens of team, invitation and switcher send."""

_ERRORS = "errors { code message path }"

INVITE = f"""mutation ($email: EmailAddress!, $role: Role!) {{ memberInvite(input: {{email: $email, role: $role}}) {{
  invitation {{ id email role invitedBy }} {_ERRORS} }} }}"""
INVITATIONS = "{ invitations { id email role invitedBy } }"
REVOKE = f"mutation ($id: ID!) {{ invitationRevoke(id: $id) {{ deletedId {_ERRORS} }} }}"
LOOK = f"""mutation ($token: String!) {{ invitationLook(token: $token) {{
  offer {{ workshopName email role invitedBy }} {_ERRORS} }} }}"""
REGISTER = f"""mutation ($input: InvitationRegisterInput!) {{
  invitationRegister(input: $input) {{ email {_ERRORS} }} }}"""
ACCEPT = f"""mutation ($token: String!) {{ invitationAccept(token: $token) {{
  viewer {{ kind member {{ role name email }} workshop {{ name }} }} {_ERRORS} }} }}"""
SWITCH = f"mutation ($id: ID!) {{ workshopSwitch(id: $id) {{ viewer {{ workshop {{ name }} }} {_ERRORS} }} }}"
WORKSHOPS = "{ viewer { workshops { id name role } } }"
WHERE = "{ viewer { kind member { role } workshop { name } } }"
