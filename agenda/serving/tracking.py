"""Parameters that other people's programs hang on links are taken off before anything reads the address.

Mail programs, social networks and advertising add them to every link that is shared. They ask nothing of the record, so an
address with them is the address without them: for pages, data, feeds, the desk and the admin alike.
"""

from urllib.parse import unquote_plus

FAMILIES = ("utm_", "mtm_", "piwik_", "matomo_", "hsa_", "at_custom", "gad_", "guce_")
"""What the names begin with that campaigns invent more of."""
NAMES = frozenset(
    """
    pk_campaign pk_cpn pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid at_medium at_campaign at_link_id at_format
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid ymclid twclid ttclid li_fat_id igshid igsh mibextid epik sccid
    mc_cid mc_eid mkt_tok ml_subscriber ml_subscriber_hash oly_anon_id oly_enc_id vero_id vero_conv dm_i bsft_clkid bsft_uid
    _ga _gl _ke _hsenc _hsmi __hstc __hssc __hsfp hsctatracking __s _openstat rb_clickid s_cid ck_subscriber_id wickedid srsltid
    xtor cmpid ncid guccounter ref_src ref_url __twitter_impression fb_action_ids fb_action_types fb_source action_object_map
    fb_comment_id irclickid zanpid sms_click sms_source sms_uph ef_id ved spm scm nr_email_referer cvid ocid wt.mc_id wt_mc
    """.split()
)
"""Single names, in small letters."""


def is_tracking(name: str) -> bool:
    """Whether a parameter only says where a reader came from; “amp;” in front is a link that was escaped twice."""
    name = name.casefold()
    while name.startswith("amp;"):
        name = name[4:]
    return name in NAMES or name.startswith(FAMILIES)


def without_tracking(query: str) -> str:
    """A query string without its tracking parameters; everything else stays sign for sign."""
    kept = [part for part in query.split("&") if not is_tracking(unquote_plus(part.partition("=")[0]))]
    return "&".join(kept)


def untracked(get_response):
    """Middleware that takes tracking parameters off the address."""

    def middleware(request):
        if query := request.META.get("QUERY_STRING"):
            request.META["QUERY_STRING"] = without_tracking(query)
        return get_response(request)

    return middleware
