--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: assessment_is_append_only(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.assessment_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'Assessments are append-only: supersede instead of changing one.' USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_is_append_only'; END IF; RETURN NEW; END $$;


--
-- Name: assessment_supersedes_its_own_cell(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.assessment_supersedes_its_own_cell() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.supersedes_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agenda_assessment o WHERE o.id = NEW.supersedes_id AND o.meeting_id = NEW.meeting_id AND o.topic_id = NEW.topic_id AND o.assessed_by_id = NEW.assessed_by_id) THEN RAISE EXCEPTION 'An assessment supersedes one by the same analyst of the same meeting and topic.' USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_supersedes_its_own_cell'; END IF; RETURN NEW; END $$;


--
-- Name: body_is_frozen(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.body_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'A document''s text is frozen: add a new version.' USING ERRCODE = 'check_violation', CONSTRAINT = 'body_is_frozen'; END IF; RETURN NEW; END $$;


--
-- Name: evidence_is_append_only(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.evidence_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'Evidence cannot be changed: supersede the assessment it belongs to.' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_is_append_only'; END IF; RETURN NEW; END $$;


--
-- Name: evidence_is_from_a_readout(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.evidence_is_from_a_readout() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NOT EXISTS (SELECT 1 FROM agenda_examination x JOIN agenda_document d
    ON d.id = x.document_id WHERE x.id = NEW.examination_id
    AND d.is_official AND d.kind <> 'announcement') THEN RAISE EXCEPTION 'Only a passage of an official readout is evidence: an announcement or a news report proves nothing.' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_is_from_a_readout'; END IF; RETURN NEW; END $$;


--
-- Name: evidence_summary_is_filled_in_once(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.evidence_summary_is_filled_in_once() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.summary <> '' AND OLD.summary <> NEW.summary THEN RAISE EXCEPTION 'This passage has a summary: supersede the assessment to change it.' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_summary_is_filled_in_once'; END IF; RETURN NEW; END $$;


--
-- Name: examination_is_append_only(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.examination_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'What was examined for an assessment cannot be changed: supersede the assessment.' USING ERRCODE = 'check_violation', CONSTRAINT = 'examination_is_append_only'; END IF; RETURN NEW; END $$;


--
-- Name: finding_fits_its_assessment(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.finding_fits_its_assessment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NOT EXISTS (SELECT 1 FROM agenda_assessment a WHERE a.id = NEW.assessment_id
    AND a.meeting_id = NEW.meeting_id AND a.topic_id = NEW.topic_id
    AND a.outcome = NEW.outcome AND a.depth = NEW.depth AND a.is_excluded = NEW.is_excluded
    AND a.is_self_coded = NEW.is_self_coded) THEN RAISE EXCEPTION 'A finding carries the meeting, topic and outcome of its assessment.' USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_fits_its_assessment'; END IF; RETURN NEW; END $$;


--
-- Name: finding_is_append_only(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.finding_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'Findings are append-only: supersede instead of changing one.' USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_is_append_only'; END IF; RETURN NEW; END $$;


--
-- Name: finding_not_raised_has_a_complete_readout(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.finding_not_raised_has_a_complete_readout() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.outcome = 'not_raised' AND NEW.status = 'published' AND NOT EXISTS (SELECT 1 FROM agenda_examination x JOIN agenda_document d
    ON d.id = x.document_id WHERE x.assessment_id = NEW.assessment_id
    AND d.is_official AND d.completeness = 'full' AND d.kind <> 'announcement') THEN RAISE EXCEPTION '“Not mentioned” needs at least one complete official document that was examined.' USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_not_raised_has_a_complete_readout'; END IF; RETURN NEW; END $$;


--
-- Name: finding_raised_has_a_passage(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.finding_raised_has_a_passage() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.outcome IN ('raised', 'partly_raised') AND NOT EXISTS (SELECT 1 FROM agenda_evidence e JOIN agenda_examination x
    ON x.id = e.examination_id WHERE x.assessment_id = NEW.assessment_id) THEN RAISE EXCEPTION 'A topic counts as raised only with a passage that proves it.' USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_raised_has_a_passage'; END IF; RETURN NEW; END $$;


--
-- Name: finding_supersedes_its_own_cell(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.finding_supersedes_its_own_cell() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.supersedes_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agenda_finding o WHERE o.id = NEW.supersedes_id AND o.meeting_id = NEW.meeting_id AND o.topic_id = NEW.topic_id) THEN RAISE EXCEPTION 'A finding supersedes one of its own meeting and topic.' USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_supersedes_its_own_cell'; END IF; RETURN NEW; END $$;


--
-- Name: plan_is_from_an_announcement(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.plan_is_from_an_announcement() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NOT EXISTS (SELECT 1 FROM agenda_document d WHERE d.id = NEW.document_id AND d.kind = 'announcement' AND d.meeting_id IS NOT NULL) THEN RAISE EXCEPTION 'A plan stands in the announcement of a meeting.' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_is_from_an_announcement'; END IF; RETURN NEW; END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: agenda_actor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_actor (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    name character varying(200) NOT NULL,
    slug character varying(80) NOT NULL,
    kind character varying(20) NOT NULL,
    iso_code character varying(2) NOT NULL,
    parent_id bigint,
    name_ja character varying(200) NOT NULL,
    CONSTRAINT actor_is_not_its_own_parent CHECK (((parent_id IS NULL) OR (NOT ((parent_id = id) AND (parent_id IS NOT NULL))))),
    CONSTRAINT actor_iso_code_is_two_capitals CHECK ((((iso_code)::text = ''::text) OR ((iso_code)::text ~ '^[A-Z]{2}$'::text)))
);


--
-- Name: agenda_actor_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_actor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_actor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_affiliation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_affiliation (
    id bigint NOT NULL,
    organization_id bigint NOT NULL,
    user_id integer NOT NULL
);


--
-- Name: agenda_affiliation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_affiliation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_affiliation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_assessment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_assessment (
    id bigint NOT NULL,
    outcome character varying(20) NOT NULL,
    depth character varying(20) NOT NULL,
    is_excluded boolean NOT NULL,
    confidence character varying(10) NOT NULL,
    note text NOT NULL,
    is_self_coded boolean NOT NULL,
    assessed_at timestamp with time zone NOT NULL,
    assessed_by_id integer NOT NULL,
    supersedes_id bigint,
    codebook_version_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT assessment_depth_is_of_a_raised_topic CHECK ((((depth)::text = ''::text) OR ((outcome)::text = ANY ((ARRAY['raised'::character varying, 'partly_raised'::character varying])::text[])))),
    CONSTRAINT assessment_excluded_is_not_raised CHECK (((NOT is_excluded) OR ((outcome)::text = 'not_raised'::text)))
);


--
-- Name: agenda_assessment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_assessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_assessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_assignment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_assignment (
    id bigint NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    first_submitted_at timestamp with time zone,
    submitted_at timestamp with time zone,
    sent_back_note text NOT NULL,
    analyst_id integer NOT NULL,
    assigned_by_id integer NOT NULL,
    meeting_id bigint NOT NULL,
    CONSTRAINT assignment_submitted_has_a_first_time CHECK (((submitted_at IS NULL) OR (first_submitted_at IS NOT NULL)))
);


--
-- Name: agenda_assignment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_assignment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_assignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_attendance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_attendance (
    id bigint NOT NULL,
    representative character varying(120) NOT NULL,
    office character varying(120) NOT NULL,
    actor_id bigint NOT NULL,
    meeting_id bigint NOT NULL
);


--
-- Name: agenda_attendance_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_attendance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_attendance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_body; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_body (
    id bigint NOT NULL,
    version integer NOT NULL,
    kind character varying(20) NOT NULL,
    text text NOT NULL,
    numbers jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id integer,
    document_id bigint NOT NULL,
    CONSTRAINT agenda_body_version_check CHECK ((version >= 0)),
    CONSTRAINT body_version_starts_at_one CHECK ((version >= 1))
);


--
-- Name: agenda_body_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_body ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_body_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_claim; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_claim (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    locator character varying(60) NOT NULL,
    outcome character varying(20) NOT NULL,
    note text NOT NULL,
    document_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    topic_id bigint NOT NULL
);


--
-- Name: agenda_claim_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_codebookchange; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_codebookchange (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    note text NOT NULL,
    version_id bigint NOT NULL,
    topic_id bigint NOT NULL
);


--
-- Name: agenda_codebookchange_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_codebookchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_codebookchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_codebookchange_successors; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_codebookchange_successors (
    id bigint NOT NULL,
    codebookchange_id bigint NOT NULL,
    topic_id bigint NOT NULL
);


--
-- Name: agenda_codebookchange_successors_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_codebookchange_successors ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_codebookchange_successors_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_codebookversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_codebookversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    made_on date NOT NULL,
    note text NOT NULL,
    codes jsonb NOT NULL,
    CONSTRAINT agenda_codebookversion_number_check CHECK ((number >= 0)),
    CONSTRAINT codebook_version_starts_at_one CHECK ((number >= 1))
);


--
-- Name: agenda_codebookversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_codebookversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_codebookversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_dialogue; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_dialogue (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    name character varying(200) NOT NULL,
    short_name character varying(60) NOT NULL,
    slug character varying(80) NOT NULL,
    other_names jsonb NOT NULL,
    kind character varying(20) NOT NULL,
    level character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    note text NOT NULL,
    parent_id bigint,
    name_ja character varying(200) NOT NULL,
    CONSTRAINT dialogue_is_not_its_own_parent CHECK (((parent_id IS NULL) OR (NOT ((parent_id = id) AND (parent_id IS NOT NULL)))))
);


--
-- Name: agenda_dialogue_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_dialogue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_dialogue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_dialogue_members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_dialogue_members (
    id bigint NOT NULL,
    dialogue_id bigint NOT NULL,
    actor_id bigint NOT NULL
);


--
-- Name: agenda_dialogue_members_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_dialogue_members ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_dialogue_members_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_document; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_document (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    title character varying(300) NOT NULL,
    slug character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    is_official boolean NOT NULL,
    issued_on date,
    issued_on_precision character varying(5) NOT NULL,
    language character varying(12) NOT NULL,
    url character varying(500) NOT NULL,
    archive_url character varying(500) NOT NULL,
    retrieved_on date,
    completeness character varying(20) NOT NULL,
    summary text NOT NULL,
    note text NOT NULL,
    author_id bigint,
    publisher_id bigint NOT NULL,
    meeting_id bigint,
    title_ja character varying(300) NOT NULL,
    CONSTRAINT document_issued_on_fits_its_precision CHECK (((issued_on IS NULL) OR ((issued_on_precision)::text = 'day'::text) OR ((EXTRACT(day FROM issued_on) = (1)::numeric) AND ((issued_on_precision)::text = 'month'::text)) OR ((EXTRACT(day FROM issued_on) = (1)::numeric) AND (EXTRACT(month FROM issued_on) = (1)::numeric) AND ((issued_on_precision)::text = 'year'::text))))
);


--
-- Name: agenda_document_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_document_issuers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_document_issuers (
    id bigint NOT NULL,
    document_id bigint NOT NULL,
    actor_id bigint NOT NULL
);


--
-- Name: agenda_document_issuers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_document_issuers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_document_issuers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_draft; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_draft (
    id bigint NOT NULL,
    version integer NOT NULL,
    content jsonb NOT NULL,
    earlier jsonb NOT NULL,
    change_id character varying(40) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    analyst_id integer NOT NULL,
    meeting_id bigint NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT agenda_draft_version_check CHECK ((version >= 0))
);


--
-- Name: agenda_draft_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_evidence; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_evidence (
    id bigint NOT NULL,
    paragraph integer,
    strength character varying(10) NOT NULL,
    summary text NOT NULL,
    quote text NOT NULL,
    prefix text NOT NULL,
    suffix text NOT NULL,
    start integer,
    "end" integer,
    body_id bigint,
    examination_id bigint NOT NULL,
    CONSTRAINT agenda_evidence_end_check CHECK (("end" >= 0)),
    CONSTRAINT agenda_evidence_paragraph_check CHECK ((paragraph >= 0)),
    CONSTRAINT agenda_evidence_start_check CHECK ((start >= 0)),
    CONSTRAINT evidence_has_a_place CHECK (((paragraph IS NOT NULL) OR (start IS NOT NULL))),
    CONSTRAINT evidence_quote_and_offsets_go_together CHECK ((((body_id IS NULL) AND ("end" IS NULL) AND (quote = ''::text) AND (start IS NULL)) OR ((body_id IS NOT NULL) AND ("end" > start) AND (NOT (quote = ''::text)))))
);


--
-- Name: agenda_evidence_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_examination; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_examination (
    id bigint NOT NULL,
    assessment_id bigint NOT NULL,
    document_id bigint NOT NULL
);


--
-- Name: agenda_examination_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_examination ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_examination_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_finding; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_finding (
    id bigint NOT NULL,
    outcome character varying(20) NOT NULL,
    depth character varying(20) NOT NULL,
    is_excluded boolean NOT NULL,
    is_self_coded boolean NOT NULL,
    basis character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    assessment_id bigint NOT NULL,
    decided_by_id integer NOT NULL,
    supersedes_id bigint,
    meeting_id bigint NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT finding_depth_is_of_a_raised_topic CHECK ((((depth)::text = ''::text) OR ((outcome)::text = ANY ((ARRAY['raised'::character varying, 'partly_raised'::character varying])::text[])))),
    CONSTRAINT finding_excluded_is_not_raised CHECK (((NOT is_excluded) OR ((outcome)::text = 'not_raised'::text))),
    CONSTRAINT finding_withdrawal_supersedes_with_a_reason CHECK ((((status)::text = 'published'::text) OR ((supersedes_id IS NOT NULL) AND (NOT (reason = ''::text)))))
);


--
-- Name: agenda_finding_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_finding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicalactor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicalactor (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    name character varying(200) NOT NULL,
    slug character varying(80) NOT NULL,
    kind character varying(20) NOT NULL,
    iso_code character varying(2) NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    history_user_id integer,
    parent_id bigint,
    name_ja character varying(200) NOT NULL
);


--
-- Name: agenda_historicalactor_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicalactor ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalactor_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicalattendance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicalattendance (
    id bigint NOT NULL,
    representative character varying(120) NOT NULL,
    office character varying(120) NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    actor_id bigint,
    history_user_id integer,
    meeting_id bigint
);


--
-- Name: agenda_historicalattendance_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicalattendance ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalattendance_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicalclaim; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicalclaim (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    locator character varying(60) NOT NULL,
    outcome character varying(20) NOT NULL,
    note text NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    document_id bigint,
    history_user_id integer,
    meeting_id bigint,
    topic_id bigint
);


--
-- Name: agenda_historicalclaim_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicalclaim ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalclaim_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicalcodebookversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicalcodebookversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    made_on date NOT NULL,
    note text NOT NULL,
    codes jsonb NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    history_user_id integer,
    CONSTRAINT agenda_historicalcodebookversion_number_check CHECK ((number >= 0))
);


--
-- Name: agenda_historicalcodebookversion_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicalcodebookversion ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalcodebookversion_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicaldialogue; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicaldialogue (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    name character varying(200) NOT NULL,
    short_name character varying(60) NOT NULL,
    slug character varying(80) NOT NULL,
    other_names jsonb NOT NULL,
    kind character varying(20) NOT NULL,
    level character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    note text NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    history_user_id integer,
    parent_id bigint,
    name_ja character varying(200) NOT NULL
);


--
-- Name: agenda_historicaldialogue_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicaldialogue ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicaldialogue_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicaldialogue_members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicaldialogue_members (
    id bigint NOT NULL,
    m2m_history_id integer NOT NULL,
    actor_id bigint,
    dialogue_id bigint,
    history_id integer NOT NULL
);


--
-- Name: agenda_historicaldialogue_members_m2m_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicaldialogue_members ALTER COLUMN m2m_history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicaldialogue_members_m2m_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicaldocument; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicaldocument (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    title character varying(300) NOT NULL,
    slug character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    is_official boolean NOT NULL,
    issued_on date,
    issued_on_precision character varying(5) NOT NULL,
    language character varying(12) NOT NULL,
    url character varying(500) NOT NULL,
    archive_url character varying(500) NOT NULL,
    retrieved_on date,
    completeness character varying(20) NOT NULL,
    summary text NOT NULL,
    note text NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    author_id bigint,
    history_user_id integer,
    publisher_id bigint,
    meeting_id bigint,
    title_ja character varying(300) NOT NULL
);


--
-- Name: agenda_historicaldocument_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicaldocument ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicaldocument_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicaldocument_issuers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicaldocument_issuers (
    id bigint NOT NULL,
    m2m_history_id integer NOT NULL,
    actor_id bigint,
    document_id bigint,
    history_id integer NOT NULL
);


--
-- Name: agenda_historicaldocument_issuers_m2m_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicaldocument_issuers ALTER COLUMN m2m_history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicaldocument_issuers_m2m_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicalmeeting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicalmeeting (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    title character varying(200) NOT NULL,
    slug character varying(120) NOT NULL,
    held_on date,
    held_on_precision character varying(5) NOT NULL,
    place character varying(120) NOT NULL,
    format character varying(20) NOT NULL,
    level character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    note text NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    dialogue_id bigint,
    history_user_id integer
);


--
-- Name: agenda_historicalmeeting_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicalmeeting ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalmeeting_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicalplan; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicalplan (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    paragraph integer,
    summary text NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    document_id bigint,
    history_user_id integer,
    topic_id bigint,
    CONSTRAINT agenda_historicalplan_paragraph_check CHECK ((paragraph >= 0))
);


--
-- Name: agenda_historicalplan_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicalplan ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalplan_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicalrecommendation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicalrecommendation (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    code character varying(40) NOT NULL,
    locator character varying(60) NOT NULL,
    made_on date NOT NULL,
    made_on_precision character varying(5) NOT NULL,
    made_on_note character varying(200) NOT NULL,
    kind character varying(20) NOT NULL,
    summary text NOT NULL,
    withdrawn_on date,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    document_id bigint,
    history_user_id integer,
    recommender_id bigint,
    topic_id bigint
);


--
-- Name: agenda_historicalrecommendation_dialogues; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicalrecommendation_dialogues (
    id bigint NOT NULL,
    m2m_history_id integer NOT NULL,
    dialogue_id bigint,
    history_id integer NOT NULL,
    recommendation_id bigint
);


--
-- Name: agenda_historicalrecommendation_dialogues_m2m_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicalrecommendation_dialogues ALTER COLUMN m2m_history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalrecommendation_dialogues_m2m_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicalrecommendation_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicalrecommendation ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalrecommendation_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_historicaltopic; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_historicaltopic (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    definition text NOT NULL,
    includes text NOT NULL,
    excludes text NOT NULL,
    aliases jsonb NOT NULL,
    phrases jsonb NOT NULL,
    partial_phrases jsonb NOT NULL,
    excluded_phrases jsonb NOT NULL,
    named_in character varying(120) NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    history_user_id integer,
    parent_id bigint,
    name_ja character varying(120) NOT NULL
);


--
-- Name: agenda_historicaltopic_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_historicaltopic ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicaltopic_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_import; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_import (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    choices jsonb NOT NULL,
    version character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    summary jsonb NOT NULL,
    report bytea NOT NULL,
    written_at timestamp with time zone,
    made_by_id integer NOT NULL
);


--
-- Name: agenda_import_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_import ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_importfile; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_importfile (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    content bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    of_id bigint NOT NULL
);


--
-- Name: agenda_importfile_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_importfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_importfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_loadedrow; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_loadedrow (
    id bigint NOT NULL,
    noun character varying(40) NOT NULL,
    key character varying(200) NOT NULL,
    "values" jsonb NOT NULL,
    loaded_at timestamp with time zone NOT NULL
);


--
-- Name: agenda_loadedrow_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_loadedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_loadedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_meeting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_meeting (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    title character varying(200) NOT NULL,
    slug character varying(120) NOT NULL,
    held_on date,
    held_on_precision character varying(5) NOT NULL,
    place character varying(120) NOT NULL,
    format character varying(20) NOT NULL,
    level character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    note text NOT NULL,
    dialogue_id bigint NOT NULL,
    CONSTRAINT meeting_held_has_a_date CHECK (((NOT ((status)::text = 'held'::text)) OR (held_on IS NOT NULL))),
    CONSTRAINT meeting_held_on_fits_its_precision CHECK (((held_on IS NULL) OR ((held_on_precision)::text = 'day'::text) OR ((EXTRACT(day FROM held_on) = (1)::numeric) AND ((held_on_precision)::text = 'month'::text)) OR ((EXTRACT(day FROM held_on) = (1)::numeric) AND (EXTRACT(month FROM held_on) = (1)::numeric) AND ((held_on_precision)::text = 'year'::text))))
);


--
-- Name: agenda_meeting_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_meeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_meeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_original; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_original (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    media_type character varying(100) NOT NULL,
    content bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    body_id bigint NOT NULL
);


--
-- Name: agenda_original_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_original ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_original_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_plan; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_plan (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    paragraph integer,
    summary text NOT NULL,
    document_id bigint NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT agenda_plan_paragraph_check CHECK ((paragraph >= 0))
);


--
-- Name: agenda_plan_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_recommendation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_recommendation (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    code character varying(40) NOT NULL,
    locator character varying(60) NOT NULL,
    made_on date NOT NULL,
    made_on_precision character varying(5) NOT NULL,
    made_on_note character varying(200) NOT NULL,
    kind character varying(20) NOT NULL,
    summary text NOT NULL,
    withdrawn_on date,
    document_id bigint NOT NULL,
    recommender_id bigint NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT recommendation_is_withdrawn_after_it_was_made CHECK (((withdrawn_on IS NULL) OR (withdrawn_on >= made_on))),
    CONSTRAINT recommendation_made_on_fits_its_precision CHECK (((made_on IS NULL) OR ((made_on_precision)::text = 'day'::text) OR ((EXTRACT(day FROM made_on) = (1)::numeric) AND ((made_on_precision)::text = 'month'::text)) OR ((EXTRACT(day FROM made_on) = (1)::numeric) AND (EXTRACT(month FROM made_on) = (1)::numeric) AND ((made_on_precision)::text = 'year'::text))))
);


--
-- Name: agenda_recommendation_dialogues; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_recommendation_dialogues (
    id bigint NOT NULL,
    recommendation_id bigint NOT NULL,
    dialogue_id bigint NOT NULL
);


--
-- Name: agenda_recommendation_dialogues_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_recommendation_dialogues ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_recommendation_dialogues_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_recommendation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_recommendation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_recommendation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_search; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_search (
    kind text NOT NULL,
    object_id bigint NOT NULL,
    exact text NOT NULL,
    vector tsvector NOT NULL
);


--
-- Name: agenda_searchmark; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_searchmark (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    last bigint NOT NULL,
    n bigint NOT NULL
);


--
-- Name: agenda_searchmark_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_searchmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_searchmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: agenda_topic; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agenda_topic (
    id bigint NOT NULL,
    is_published boolean NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    definition text NOT NULL,
    includes text NOT NULL,
    excludes text NOT NULL,
    aliases jsonb NOT NULL,
    phrases jsonb NOT NULL,
    partial_phrases jsonb NOT NULL,
    excluded_phrases jsonb NOT NULL,
    named_in character varying(120) NOT NULL,
    parent_id bigint,
    name_ja character varying(120) NOT NULL,
    CONSTRAINT topic_is_not_its_own_parent CHECK (((parent_id IS NULL) OR (NOT ((parent_id = id) AND (parent_id IS NOT NULL)))))
);


--
-- Name: agenda_topic_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agenda_topic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


--
-- Name: auth_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_permission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_user (
    id integer NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);


--
-- Name: auth_user_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_user_groups (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: auth_user_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_user_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_user_user_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_user_user_permissions (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: auth_user_user_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_admin_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id integer NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);


--
-- Name: django_admin_log_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_content_type; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


--
-- Data for Name: agenda_actor; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_actor VALUES (1, true, 'North', 'north', 'state', '', NULL, '');
INSERT INTO public.agenda_actor VALUES (2, true, 'South', 'south', 'state', '', NULL, '');
INSERT INTO public.agenda_actor VALUES (3, true, 'Tank', 'tank', 'think_tank', '', NULL, '');


--
-- Data for Name: agenda_affiliation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_assessment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_assessment VALUES (1, 'raised', '', false, '', '', false, '2026-11-29 15:27:21.911863+00', 3, NULL, 1, 1, 1);
INSERT INTO public.agenda_assessment VALUES (2, 'not_raised', '', false, '', '', false, '2026-11-29 15:27:28.847895+00', 5, NULL, 1, 1, 2);
INSERT INTO public.agenda_assessment VALUES (3, 'not_raised', '', false, '', '', false, '2026-11-29 15:27:36.738218+00', 7, NULL, 1, 2, 1);


--
-- Data for Name: agenda_assignment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_assignment VALUES (1, '2026-11-29 15:27:40.787219+00', NULL, NULL, '', 1, 1, 2);


--
-- Data for Name: agenda_attendance; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_body; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_body VALUES (1, 1, 'official_text', 'They met.

They spoke of chips.', '[]', '9f2bb48215dd6557250100c851578bc20fefd5a99bf78663e07d9c8fa5c4864c', '2026-11-29 15:27:40.648116+00', NULL, 5);


--
-- Data for Name: agenda_claim; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_codebookchange; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_codebookchange_successors; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_codebookversion; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_codebookversion VALUES (1, 1, '2022-01-01', 'First.', '[]');


--
-- Data for Name: agenda_dialogue; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_dialogue VALUES (1, true, 'North-South Dialogue', 'NS', 'ns', '[]', 'bilateral', 'ministerial', 'active', '', NULL, '');


--
-- Data for Name: agenda_dialogue_members; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_dialogue_members VALUES (1, 1, 1);
INSERT INTO public.agenda_dialogue_members VALUES (2, 1, 2);


--
-- Data for Name: agenda_document; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_document VALUES (1, true, 'What to raise', 'article', 'article', false, '2022-05-06', 'day', 'en', '', '', NULL, 'full', '', '', NULL, 3, NULL, '');
INSERT INTO public.agenda_document VALUES (2, true, 'Readout 1', 'p1', 'readout', true, '2022-05-06', 'day', 'en', '', '', NULL, 'full', '', '', NULL, 1, 1, '');
INSERT INTO public.agenda_document VALUES (3, true, 'Readout 2', 'p2', 'readout', true, '2022-05-06', 'day', 'en', '', '', NULL, 'full', '', '', NULL, 2, 1, '');
INSERT INTO public.agenda_document VALUES (4, true, 'Readout 3', 'p3', 'readout', true, '2022-05-06', 'day', 'en', '', '', NULL, 'full', '', '', NULL, 1, 2, '');
INSERT INTO public.agenda_document VALUES (5, true, 'Readout 4', 'p4', 'readout', true, '2022-05-06', 'day', 'en', '', '', NULL, 'full', '', '', NULL, 2, 2, '');


--
-- Data for Name: agenda_document_issuers; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_draft; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_draft VALUES (1, 1, '{"note": "half done", "outcome": "not_raised", "examined": ["p4"], "passages": []}', '[]', '', '2026-11-29 15:27:40.847867+00', 1, 2, 2);


--
-- Data for Name: agenda_evidence; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_evidence VALUES (1, 1, 'full', 'It says so.', '', '', '', NULL, NULL, NULL, 1);


--
-- Data for Name: agenda_examination; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_examination VALUES (1, 1, 2);
INSERT INTO public.agenda_examination VALUES (2, 2, 3);
INSERT INTO public.agenda_examination VALUES (3, 3, 4);


--
-- Data for Name: agenda_finding; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_finding VALUES (1, 'raised', '', false, false, 'single_coder', 'published', '2026-11-29 15:27:25.264704+00', '', 1, 4, NULL, 1, 1);
INSERT INTO public.agenda_finding VALUES (2, 'not_raised', '', false, false, 'single_coder', 'published', '2026-11-29 15:27:32.381186+00', '', 2, 6, NULL, 1, 2);
INSERT INTO public.agenda_finding VALUES (3, 'not_raised', '', false, false, 'single_coder', 'published', '2026-11-29 15:27:40.573251+00', '', 3, 8, NULL, 2, 1);


--
-- Data for Name: agenda_historicalactor; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_historicalactor VALUES (1, true, 'North', 'north', 'state', '', 1, '2026-11-29 15:27:11.08539+00', NULL, '+', NULL, NULL, '');
INSERT INTO public.agenda_historicalactor VALUES (2, true, 'South', 'south', 'state', '', 2, '2026-11-29 15:27:11.119006+00', NULL, '+', NULL, NULL, '');
INSERT INTO public.agenda_historicalactor VALUES (3, true, 'Tank', 'tank', 'think_tank', '', 3, '2026-11-29 15:27:11.122078+00', NULL, '+', NULL, NULL, '');


--
-- Data for Name: agenda_historicalattendance; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_historicalclaim; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_historicalcodebookversion; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_historicalcodebookversion VALUES (1, 1, '2022-01-01', 'First.', '[]', 1, '2026-11-29 15:27:11.043313+00', NULL, '+', NULL);


--
-- Data for Name: agenda_historicaldialogue; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_historicaldialogue VALUES (1, true, 'North-South Dialogue', 'NS', 'ns', '[]', 'bilateral', 'ministerial', 'active', '', 1, '2026-11-29 15:27:11.143611+00', NULL, '+', NULL, NULL, '');
INSERT INTO public.agenda_historicaldialogue VALUES (1, true, 'North-South Dialogue', 'NS', 'ns', '[]', 'bilateral', 'ministerial', 'active', '', 2, '2026-11-29 15:27:11.181255+00', NULL, '~', NULL, NULL, '');


--
-- Data for Name: agenda_historicaldialogue_members; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_historicaldialogue_members VALUES (1, 1, 1, 1, 2);
INSERT INTO public.agenda_historicaldialogue_members VALUES (2, 2, 2, 1, 2);


--
-- Data for Name: agenda_historicaldocument; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_historicaldocument VALUES (1, true, 'What to raise', 'article', 'article', false, '2022-05-06', 'day', 'en', '', '', NULL, 'full', '', '', 1, '2026-11-29 15:27:11.280673+00', NULL, '+', NULL, NULL, 3, NULL, '');
INSERT INTO public.agenda_historicaldocument VALUES (2, true, 'Readout 1', 'p1', 'readout', true, '2022-05-06', 'day', 'en', '', '', NULL, 'full', '', '', 2, '2026-11-29 15:27:17.939688+00', NULL, '+', NULL, NULL, 1, 1, '');
INSERT INTO public.agenda_historicaldocument VALUES (3, true, 'Readout 2', 'p2', 'readout', true, '2022-05-06', 'day', 'en', '', '', NULL, 'full', '', '', 3, '2026-11-29 15:27:25.272829+00', NULL, '+', NULL, NULL, 2, 1, '');
INSERT INTO public.agenda_historicaldocument VALUES (4, true, 'Readout 3', 'p3', 'readout', true, '2022-05-06', 'day', 'en', '', '', NULL, 'full', '', '', 4, '2026-11-29 15:27:32.435689+00', NULL, '+', NULL, NULL, 1, 2, '');
INSERT INTO public.agenda_historicaldocument VALUES (5, true, 'Readout 4', 'p4', 'readout', true, '2022-05-06', 'day', 'en', '', '', NULL, 'full', '', '', 5, '2026-11-29 15:27:40.61797+00', NULL, '+', NULL, NULL, 2, 2, '');


--
-- Data for Name: agenda_historicaldocument_issuers; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_historicalmeeting; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_historicalmeeting VALUES (1, true, 'First talk', 'talk-1', '2021-05-06', 'day', '', 'in_person', 'ministerial', 'held', '', 1, '2026-11-29 15:27:11.203329+00', NULL, '+', 1, NULL);
INSERT INTO public.agenda_historicalmeeting VALUES (2, true, 'Second talk', 'talk-2', '2022-05-06', 'day', '', 'in_person', 'ministerial', 'held', '', 2, '2026-11-29 15:27:11.235775+00', NULL, '+', 1, NULL);
INSERT INTO public.agenda_historicalmeeting VALUES (3, false, 'Not public', 'talk-3', '2023-05-06', 'day', '', 'in_person', 'ministerial', 'held', '', 3, '2026-11-29 15:27:11.245668+00', NULL, '+', 1, NULL);


--
-- Data for Name: agenda_historicalplan; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_historicalrecommendation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_historicalrecommendation VALUES (1, true, 'R-1', '', '2022-03-01', 'month', '', 'explicit', 'Summary 11.', NULL, 1, '2026-11-29 15:27:11.308559+00', NULL, '+', 1, NULL, 3, 1);
INSERT INTO public.agenda_historicalrecommendation VALUES (1, true, 'R-1', '', '2022-03-01', 'month', '', 'explicit', 'Summary 11.', NULL, 2, '2026-11-29 15:27:11.349805+00', NULL, '~', 1, NULL, 3, 1);


--
-- Data for Name: agenda_historicalrecommendation_dialogues; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_historicalrecommendation_dialogues VALUES (1, 1, 1, 2, 1);


--
-- Data for Name: agenda_historicaltopic; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_historicaltopic VALUES (1, true, 'cables', 'Cables', 'Definition 8.', '', '', '[]', '[]', '[]', '[]', '', 1, '2026-11-29 15:27:11.267413+00', NULL, '+', NULL, NULL, '');
INSERT INTO public.agenda_historicaltopic VALUES (2, true, 'chips', 'Chips', 'Definition 9.', '', '', '[]', '[]', '[]', '[]', '', 2, '2026-11-29 15:27:11.270613+00', NULL, '+', NULL, NULL, '');


--
-- Data for Name: agenda_import; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_importfile; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_loadedrow; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_meeting; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_meeting VALUES (1, true, 'First talk', 'talk-1', '2021-05-06', 'day', '', 'in_person', 'ministerial', 'held', '', 1);
INSERT INTO public.agenda_meeting VALUES (2, true, 'Second talk', 'talk-2', '2022-05-06', 'day', '', 'in_person', 'ministerial', 'held', '', 1);
INSERT INTO public.agenda_meeting VALUES (3, false, 'Not public', 'talk-3', '2023-05-06', 'day', '', 'in_person', 'ministerial', 'held', '', 1);


--
-- Data for Name: agenda_original; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_plan; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_recommendation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_recommendation VALUES (1, true, 'R-1', '', '2022-03-01', 'month', '', 'explicit', 'Summary 11.', NULL, 1, 3, 1);


--
-- Data for Name: agenda_recommendation_dialogues; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_recommendation_dialogues VALUES (1, 1, 1);


--
-- Data for Name: agenda_search; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_searchmark; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: agenda_topic; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.agenda_topic VALUES (1, true, 'cables', 'Cables', 'Definition 8.', '', '', '[]', '[]', '[]', '[]', '', NULL, '');
INSERT INTO public.agenda_topic VALUES (2, true, 'chips', 'Chips', 'Definition 9.', '', '', '[]', '[]', '[]', '[]', '', NULL, '');


--
-- Data for Name: auth_group; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_group VALUES (1, 'Editor');
INSERT INTO public.auth_group VALUES (2, 'Analyst');
INSERT INTO public.auth_group VALUES (3, 'Reviewer');


--
-- Data for Name: auth_group_permissions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_group_permissions VALUES (1, 1, 129);
INSERT INTO public.auth_group_permissions VALUES (2, 1, 130);
INSERT INTO public.auth_group_permissions VALUES (3, 1, 131);
INSERT INTO public.auth_group_permissions VALUES (4, 1, 132);
INSERT INTO public.auth_group_permissions VALUES (5, 1, 5);
INSERT INTO public.auth_group_permissions VALUES (6, 1, 6);
INSERT INTO public.auth_group_permissions VALUES (7, 1, 7);
INSERT INTO public.auth_group_permissions VALUES (8, 1, 8);
INSERT INTO public.auth_group_permissions VALUES (9, 1, 141);
INSERT INTO public.auth_group_permissions VALUES (10, 1, 142);
INSERT INTO public.auth_group_permissions VALUES (11, 1, 143);
INSERT INTO public.auth_group_permissions VALUES (12, 1, 144);
INSERT INTO public.auth_group_permissions VALUES (13, 1, 17);
INSERT INTO public.auth_group_permissions VALUES (14, 1, 18);
INSERT INTO public.auth_group_permissions VALUES (15, 1, 19);
INSERT INTO public.auth_group_permissions VALUES (16, 1, 20);
INSERT INTO public.auth_group_permissions VALUES (17, 1, 25);
INSERT INTO public.auth_group_permissions VALUES (18, 1, 26);
INSERT INTO public.auth_group_permissions VALUES (19, 1, 27);
INSERT INTO public.auth_group_permissions VALUES (20, 1, 28);
INSERT INTO public.auth_group_permissions VALUES (21, 1, 33);
INSERT INTO public.auth_group_permissions VALUES (22, 1, 34);
INSERT INTO public.auth_group_permissions VALUES (23, 1, 35);
INSERT INTO public.auth_group_permissions VALUES (24, 1, 36);
INSERT INTO public.auth_group_permissions VALUES (25, 1, 45);
INSERT INTO public.auth_group_permissions VALUES (26, 1, 46);
INSERT INTO public.auth_group_permissions VALUES (27, 1, 47);
INSERT INTO public.auth_group_permissions VALUES (28, 1, 48);
INSERT INTO public.auth_group_permissions VALUES (29, 1, 49);
INSERT INTO public.auth_group_permissions VALUES (30, 1, 52);
INSERT INTO public.auth_group_permissions VALUES (31, 1, 57);
INSERT INTO public.auth_group_permissions VALUES (32, 1, 58);
INSERT INTO public.auth_group_permissions VALUES (33, 1, 59);
INSERT INTO public.auth_group_permissions VALUES (34, 1, 60);
INSERT INTO public.auth_group_permissions VALUES (35, 1, 65);
INSERT INTO public.auth_group_permissions VALUES (36, 1, 66);
INSERT INTO public.auth_group_permissions VALUES (37, 1, 67);
INSERT INTO public.auth_group_permissions VALUES (38, 1, 68);
INSERT INTO public.auth_group_permissions VALUES (39, 1, 72);
INSERT INTO public.auth_group_permissions VALUES (40, 1, 76);
INSERT INTO public.auth_group_permissions VALUES (41, 1, 80);
INSERT INTO public.auth_group_permissions VALUES (42, 1, 85);
INSERT INTO public.auth_group_permissions VALUES (43, 1, 86);
INSERT INTO public.auth_group_permissions VALUES (44, 1, 87);
INSERT INTO public.auth_group_permissions VALUES (45, 1, 88);
INSERT INTO public.auth_group_permissions VALUES (46, 1, 96);
INSERT INTO public.auth_group_permissions VALUES (47, 1, 101);
INSERT INTO public.auth_group_permissions VALUES (48, 1, 102);
INSERT INTO public.auth_group_permissions VALUES (49, 1, 104);
INSERT INTO public.auth_group_permissions VALUES (50, 1, 112);
INSERT INTO public.auth_group_permissions VALUES (51, 2, 132);
INSERT INTO public.auth_group_permissions VALUES (52, 2, 8);
INSERT INTO public.auth_group_permissions VALUES (53, 2, 144);
INSERT INTO public.auth_group_permissions VALUES (54, 2, 20);
INSERT INTO public.auth_group_permissions VALUES (55, 2, 28);
INSERT INTO public.auth_group_permissions VALUES (56, 2, 36);
INSERT INTO public.auth_group_permissions VALUES (57, 2, 48);
INSERT INTO public.auth_group_permissions VALUES (58, 2, 52);
INSERT INTO public.auth_group_permissions VALUES (59, 2, 60);
INSERT INTO public.auth_group_permissions VALUES (60, 2, 68);
INSERT INTO public.auth_group_permissions VALUES (61, 2, 69);
INSERT INTO public.auth_group_permissions VALUES (62, 2, 72);
INSERT INTO public.auth_group_permissions VALUES (63, 2, 73);
INSERT INTO public.auth_group_permissions VALUES (64, 2, 76);
INSERT INTO public.auth_group_permissions VALUES (65, 2, 77);
INSERT INTO public.auth_group_permissions VALUES (66, 2, 80);
INSERT INTO public.auth_group_permissions VALUES (67, 2, 88);
INSERT INTO public.auth_group_permissions VALUES (68, 2, 96);
INSERT INTO public.auth_group_permissions VALUES (69, 2, 104);
INSERT INTO public.auth_group_permissions VALUES (70, 2, 112);
INSERT INTO public.auth_group_permissions VALUES (71, 3, 132);
INSERT INTO public.auth_group_permissions VALUES (72, 3, 8);
INSERT INTO public.auth_group_permissions VALUES (73, 3, 144);
INSERT INTO public.auth_group_permissions VALUES (74, 3, 20);
INSERT INTO public.auth_group_permissions VALUES (75, 3, 28);
INSERT INTO public.auth_group_permissions VALUES (76, 3, 36);
INSERT INTO public.auth_group_permissions VALUES (77, 3, 48);
INSERT INTO public.auth_group_permissions VALUES (78, 3, 52);
INSERT INTO public.auth_group_permissions VALUES (79, 3, 60);
INSERT INTO public.auth_group_permissions VALUES (80, 3, 68);
INSERT INTO public.auth_group_permissions VALUES (81, 3, 72);
INSERT INTO public.auth_group_permissions VALUES (82, 3, 76);
INSERT INTO public.auth_group_permissions VALUES (83, 3, 80);
INSERT INTO public.auth_group_permissions VALUES (84, 3, 88);
INSERT INTO public.auth_group_permissions VALUES (85, 3, 93);
INSERT INTO public.auth_group_permissions VALUES (86, 3, 94);
INSERT INTO public.auth_group_permissions VALUES (87, 3, 96);
INSERT INTO public.auth_group_permissions VALUES (88, 3, 104);
INSERT INTO public.auth_group_permissions VALUES (89, 3, 109);
INSERT INTO public.auth_group_permissions VALUES (90, 3, 112);


--
-- Data for Name: auth_permission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_permission VALUES (1, 'Can add historical actor', 1, 'add_historicalactor');
INSERT INTO public.auth_permission VALUES (2, 'Can change historical actor', 1, 'change_historicalactor');
INSERT INTO public.auth_permission VALUES (3, 'Can delete historical actor', 1, 'delete_historicalactor');
INSERT INTO public.auth_permission VALUES (4, 'Can view historical actor', 1, 'view_historicalactor');
INSERT INTO public.auth_permission VALUES (5, 'Can add actor', 2, 'add_actor');
INSERT INTO public.auth_permission VALUES (6, 'Can change actor', 2, 'change_actor');
INSERT INTO public.auth_permission VALUES (7, 'Can delete actor', 2, 'delete_actor');
INSERT INTO public.auth_permission VALUES (8, 'Can view actor', 2, 'view_actor');
INSERT INTO public.auth_permission VALUES (9, 'Can add historical dialogue', 3, 'add_historicaldialogue');
INSERT INTO public.auth_permission VALUES (10, 'Can change historical dialogue', 3, 'change_historicaldialogue');
INSERT INTO public.auth_permission VALUES (11, 'Can delete historical dialogue', 3, 'delete_historicaldialogue');
INSERT INTO public.auth_permission VALUES (12, 'Can view historical dialogue', 3, 'view_historicaldialogue');
INSERT INTO public.auth_permission VALUES (13, 'Can add HistoricalDialogue_members', 4, 'add_historicaldialogue_members');
INSERT INTO public.auth_permission VALUES (14, 'Can change HistoricalDialogue_members', 4, 'change_historicaldialogue_members');
INSERT INTO public.auth_permission VALUES (15, 'Can delete HistoricalDialogue_members', 4, 'delete_historicaldialogue_members');
INSERT INTO public.auth_permission VALUES (16, 'Can view HistoricalDialogue_members', 4, 'view_historicaldialogue_members');
INSERT INTO public.auth_permission VALUES (17, 'Can add dialogue', 5, 'add_dialogue');
INSERT INTO public.auth_permission VALUES (18, 'Can change dialogue', 5, 'change_dialogue');
INSERT INTO public.auth_permission VALUES (19, 'Can delete dialogue', 5, 'delete_dialogue');
INSERT INTO public.auth_permission VALUES (20, 'Can view dialogue', 5, 'view_dialogue');
INSERT INTO public.auth_permission VALUES (21, 'Can add historical meeting', 6, 'add_historicalmeeting');
INSERT INTO public.auth_permission VALUES (22, 'Can change historical meeting', 6, 'change_historicalmeeting');
INSERT INTO public.auth_permission VALUES (23, 'Can delete historical meeting', 6, 'delete_historicalmeeting');
INSERT INTO public.auth_permission VALUES (24, 'Can view historical meeting', 6, 'view_historicalmeeting');
INSERT INTO public.auth_permission VALUES (25, 'Can add meeting', 7, 'add_meeting');
INSERT INTO public.auth_permission VALUES (26, 'Can change meeting', 7, 'change_meeting');
INSERT INTO public.auth_permission VALUES (27, 'Can delete meeting', 7, 'delete_meeting');
INSERT INTO public.auth_permission VALUES (28, 'Can view meeting', 7, 'view_meeting');
INSERT INTO public.auth_permission VALUES (29, 'Can add historical attendance', 8, 'add_historicalattendance');
INSERT INTO public.auth_permission VALUES (30, 'Can change historical attendance', 8, 'change_historicalattendance');
INSERT INTO public.auth_permission VALUES (31, 'Can delete historical attendance', 8, 'delete_historicalattendance');
INSERT INTO public.auth_permission VALUES (32, 'Can view historical attendance', 8, 'view_historicalattendance');
INSERT INTO public.auth_permission VALUES (33, 'Can add attendance', 9, 'add_attendance');
INSERT INTO public.auth_permission VALUES (34, 'Can change attendance', 9, 'change_attendance');
INSERT INTO public.auth_permission VALUES (35, 'Can delete attendance', 9, 'delete_attendance');
INSERT INTO public.auth_permission VALUES (36, 'Can view attendance', 9, 'view_attendance');
INSERT INTO public.auth_permission VALUES (37, 'Can add historical document', 10, 'add_historicaldocument');
INSERT INTO public.auth_permission VALUES (38, 'Can change historical document', 10, 'change_historicaldocument');
INSERT INTO public.auth_permission VALUES (39, 'Can delete historical document', 10, 'delete_historicaldocument');
INSERT INTO public.auth_permission VALUES (40, 'Can view historical document', 10, 'view_historicaldocument');
INSERT INTO public.auth_permission VALUES (41, 'Can add HistoricalDocument_issuers', 11, 'add_historicaldocument_issuers');
INSERT INTO public.auth_permission VALUES (42, 'Can change HistoricalDocument_issuers', 11, 'change_historicaldocument_issuers');
INSERT INTO public.auth_permission VALUES (43, 'Can delete HistoricalDocument_issuers', 11, 'delete_historicaldocument_issuers');
INSERT INTO public.auth_permission VALUES (44, 'Can view HistoricalDocument_issuers', 11, 'view_historicaldocument_issuers');
INSERT INTO public.auth_permission VALUES (45, 'Can add document', 12, 'add_document');
INSERT INTO public.auth_permission VALUES (46, 'Can change document', 12, 'change_document');
INSERT INTO public.auth_permission VALUES (47, 'Can delete document', 12, 'delete_document');
INSERT INTO public.auth_permission VALUES (48, 'Can view document', 12, 'view_document');
INSERT INTO public.auth_permission VALUES (49, 'Can add body', 13, 'add_body');
INSERT INTO public.auth_permission VALUES (50, 'Can change body', 13, 'change_body');
INSERT INTO public.auth_permission VALUES (51, 'Can delete body', 13, 'delete_body');
INSERT INTO public.auth_permission VALUES (52, 'Can view body', 13, 'view_body');
INSERT INTO public.auth_permission VALUES (53, 'Can add historical codebook version', 14, 'add_historicalcodebookversion');
INSERT INTO public.auth_permission VALUES (54, 'Can change historical codebook version', 14, 'change_historicalcodebookversion');
INSERT INTO public.auth_permission VALUES (55, 'Can delete historical codebook version', 14, 'delete_historicalcodebookversion');
INSERT INTO public.auth_permission VALUES (56, 'Can view historical codebook version', 14, 'view_historicalcodebookversion');
INSERT INTO public.auth_permission VALUES (57, 'Can add codebook version', 15, 'add_codebookversion');
INSERT INTO public.auth_permission VALUES (58, 'Can change codebook version', 15, 'change_codebookversion');
INSERT INTO public.auth_permission VALUES (59, 'Can delete codebook version', 15, 'delete_codebookversion');
INSERT INTO public.auth_permission VALUES (60, 'Can view codebook version', 15, 'view_codebookversion');
INSERT INTO public.auth_permission VALUES (61, 'Can add historical topic', 16, 'add_historicaltopic');
INSERT INTO public.auth_permission VALUES (62, 'Can change historical topic', 16, 'change_historicaltopic');
INSERT INTO public.auth_permission VALUES (63, 'Can delete historical topic', 16, 'delete_historicaltopic');
INSERT INTO public.auth_permission VALUES (64, 'Can view historical topic', 16, 'view_historicaltopic');
INSERT INTO public.auth_permission VALUES (65, 'Can add topic', 17, 'add_topic');
INSERT INTO public.auth_permission VALUES (66, 'Can change topic', 17, 'change_topic');
INSERT INTO public.auth_permission VALUES (67, 'Can delete topic', 17, 'delete_topic');
INSERT INTO public.auth_permission VALUES (68, 'Can view topic', 17, 'view_topic');
INSERT INTO public.auth_permission VALUES (69, 'Can add assessment', 18, 'add_assessment');
INSERT INTO public.auth_permission VALUES (70, 'Can change assessment', 18, 'change_assessment');
INSERT INTO public.auth_permission VALUES (71, 'Can delete assessment', 18, 'delete_assessment');
INSERT INTO public.auth_permission VALUES (72, 'Can view assessment', 18, 'view_assessment');
INSERT INTO public.auth_permission VALUES (73, 'Can add examination', 19, 'add_examination');
INSERT INTO public.auth_permission VALUES (74, 'Can change examination', 19, 'change_examination');
INSERT INTO public.auth_permission VALUES (75, 'Can delete examination', 19, 'delete_examination');
INSERT INTO public.auth_permission VALUES (76, 'Can view examination', 19, 'view_examination');
INSERT INTO public.auth_permission VALUES (77, 'Can add evidence', 20, 'add_evidence');
INSERT INTO public.auth_permission VALUES (78, 'Can change evidence', 20, 'change_evidence');
INSERT INTO public.auth_permission VALUES (79, 'Can delete evidence', 20, 'delete_evidence');
INSERT INTO public.auth_permission VALUES (80, 'Can view evidence', 20, 'view_evidence');
INSERT INTO public.auth_permission VALUES (81, 'Can add historical claim', 21, 'add_historicalclaim');
INSERT INTO public.auth_permission VALUES (82, 'Can change historical claim', 21, 'change_historicalclaim');
INSERT INTO public.auth_permission VALUES (83, 'Can delete historical claim', 21, 'delete_historicalclaim');
INSERT INTO public.auth_permission VALUES (84, 'Can view historical claim', 21, 'view_historicalclaim');
INSERT INTO public.auth_permission VALUES (85, 'Can add claim', 22, 'add_claim');
INSERT INTO public.auth_permission VALUES (86, 'Can change claim', 22, 'change_claim');
INSERT INTO public.auth_permission VALUES (87, 'Can delete claim', 22, 'delete_claim');
INSERT INTO public.auth_permission VALUES (88, 'Can view claim', 22, 'view_claim');
INSERT INTO public.auth_permission VALUES (89, 'Can add affiliation', 23, 'add_affiliation');
INSERT INTO public.auth_permission VALUES (90, 'Can change affiliation', 23, 'change_affiliation');
INSERT INTO public.auth_permission VALUES (91, 'Can delete affiliation', 23, 'delete_affiliation');
INSERT INTO public.auth_permission VALUES (92, 'Can view affiliation', 23, 'view_affiliation');
INSERT INTO public.auth_permission VALUES (93, 'Can add assignment', 24, 'add_assignment');
INSERT INTO public.auth_permission VALUES (94, 'Can change assignment', 24, 'change_assignment');
INSERT INTO public.auth_permission VALUES (95, 'Can delete assignment', 24, 'delete_assignment');
INSERT INTO public.auth_permission VALUES (96, 'Can view assignment', 24, 'view_assignment');
INSERT INTO public.auth_permission VALUES (97, 'Can add draft', 25, 'add_draft');
INSERT INTO public.auth_permission VALUES (98, 'Can change draft', 25, 'change_draft');
INSERT INTO public.auth_permission VALUES (99, 'Can delete draft', 25, 'delete_draft');
INSERT INTO public.auth_permission VALUES (100, 'Can view draft', 25, 'view_draft');
INSERT INTO public.auth_permission VALUES (101, 'Can add codebook change', 26, 'add_codebookchange');
INSERT INTO public.auth_permission VALUES (102, 'Can change codebook change', 26, 'change_codebookchange');
INSERT INTO public.auth_permission VALUES (103, 'Can delete codebook change', 26, 'delete_codebookchange');
INSERT INTO public.auth_permission VALUES (104, 'Can view codebook change', 26, 'view_codebookchange');
INSERT INTO public.auth_permission VALUES (105, 'Can add original', 27, 'add_original');
INSERT INTO public.auth_permission VALUES (106, 'Can change original', 27, 'change_original');
INSERT INTO public.auth_permission VALUES (107, 'Can delete original', 27, 'delete_original');
INSERT INTO public.auth_permission VALUES (108, 'Can view original', 27, 'view_original');
INSERT INTO public.auth_permission VALUES (109, 'Can add finding', 28, 'add_finding');
INSERT INTO public.auth_permission VALUES (110, 'Can change finding', 28, 'change_finding');
INSERT INTO public.auth_permission VALUES (111, 'Can delete finding', 28, 'delete_finding');
INSERT INTO public.auth_permission VALUES (112, 'Can view finding', 28, 'view_finding');
INSERT INTO public.auth_permission VALUES (113, 'Can add import', 29, 'add_import');
INSERT INTO public.auth_permission VALUES (114, 'Can change import', 29, 'change_import');
INSERT INTO public.auth_permission VALUES (115, 'Can delete import', 29, 'delete_import');
INSERT INTO public.auth_permission VALUES (116, 'Can view import', 29, 'view_import');
INSERT INTO public.auth_permission VALUES (117, 'Can add import file', 30, 'add_importfile');
INSERT INTO public.auth_permission VALUES (118, 'Can change import file', 30, 'change_importfile');
INSERT INTO public.auth_permission VALUES (119, 'Can delete import file', 30, 'delete_importfile');
INSERT INTO public.auth_permission VALUES (120, 'Can view import file', 30, 'view_importfile');
INSERT INTO public.auth_permission VALUES (121, 'Can add loaded row', 31, 'add_loadedrow');
INSERT INTO public.auth_permission VALUES (122, 'Can change loaded row', 31, 'change_loadedrow');
INSERT INTO public.auth_permission VALUES (123, 'Can delete loaded row', 31, 'delete_loadedrow');
INSERT INTO public.auth_permission VALUES (124, 'Can view loaded row', 31, 'view_loadedrow');
INSERT INTO public.auth_permission VALUES (125, 'Can add historical plan', 32, 'add_historicalplan');
INSERT INTO public.auth_permission VALUES (126, 'Can change historical plan', 32, 'change_historicalplan');
INSERT INTO public.auth_permission VALUES (127, 'Can delete historical plan', 32, 'delete_historicalplan');
INSERT INTO public.auth_permission VALUES (128, 'Can view historical plan', 32, 'view_historicalplan');
INSERT INTO public.auth_permission VALUES (129, 'Can add plan', 33, 'add_plan');
INSERT INTO public.auth_permission VALUES (130, 'Can change plan', 33, 'change_plan');
INSERT INTO public.auth_permission VALUES (131, 'Can delete plan', 33, 'delete_plan');
INSERT INTO public.auth_permission VALUES (132, 'Can view plan', 33, 'view_plan');
INSERT INTO public.auth_permission VALUES (133, 'Can add historical recommendation', 34, 'add_historicalrecommendation');
INSERT INTO public.auth_permission VALUES (134, 'Can change historical recommendation', 34, 'change_historicalrecommendation');
INSERT INTO public.auth_permission VALUES (135, 'Can delete historical recommendation', 34, 'delete_historicalrecommendation');
INSERT INTO public.auth_permission VALUES (136, 'Can view historical recommendation', 34, 'view_historicalrecommendation');
INSERT INTO public.auth_permission VALUES (137, 'Can add HistoricalRecommendation_dialogues', 35, 'add_historicalrecommendation_dialogues');
INSERT INTO public.auth_permission VALUES (138, 'Can change HistoricalRecommendation_dialogues', 35, 'change_historicalrecommendation_dialogues');
INSERT INTO public.auth_permission VALUES (139, 'Can delete HistoricalRecommendation_dialogues', 35, 'delete_historicalrecommendation_dialogues');
INSERT INTO public.auth_permission VALUES (140, 'Can view HistoricalRecommendation_dialogues', 35, 'view_historicalrecommendation_dialogues');
INSERT INTO public.auth_permission VALUES (141, 'Can add recommendation', 36, 'add_recommendation');
INSERT INTO public.auth_permission VALUES (142, 'Can change recommendation', 36, 'change_recommendation');
INSERT INTO public.auth_permission VALUES (143, 'Can delete recommendation', 36, 'delete_recommendation');
INSERT INTO public.auth_permission VALUES (144, 'Can view recommendation', 36, 'view_recommendation');
INSERT INTO public.auth_permission VALUES (145, 'Can add search mark', 37, 'add_searchmark');
INSERT INTO public.auth_permission VALUES (146, 'Can change search mark', 37, 'change_searchmark');
INSERT INTO public.auth_permission VALUES (147, 'Can delete search mark', 37, 'delete_searchmark');
INSERT INTO public.auth_permission VALUES (148, 'Can view search mark', 37, 'view_searchmark');
INSERT INTO public.auth_permission VALUES (149, 'Can add log entry', 38, 'add_logentry');
INSERT INTO public.auth_permission VALUES (150, 'Can change log entry', 38, 'change_logentry');
INSERT INTO public.auth_permission VALUES (151, 'Can delete log entry', 38, 'delete_logentry');
INSERT INTO public.auth_permission VALUES (152, 'Can view log entry', 38, 'view_logentry');
INSERT INTO public.auth_permission VALUES (153, 'Can add permission', 39, 'add_permission');
INSERT INTO public.auth_permission VALUES (154, 'Can change permission', 39, 'change_permission');
INSERT INTO public.auth_permission VALUES (155, 'Can delete permission', 39, 'delete_permission');
INSERT INTO public.auth_permission VALUES (156, 'Can view permission', 39, 'view_permission');
INSERT INTO public.auth_permission VALUES (157, 'Can add group', 40, 'add_group');
INSERT INTO public.auth_permission VALUES (158, 'Can change group', 40, 'change_group');
INSERT INTO public.auth_permission VALUES (159, 'Can delete group', 40, 'delete_group');
INSERT INTO public.auth_permission VALUES (160, 'Can view group', 40, 'view_group');
INSERT INTO public.auth_permission VALUES (161, 'Can add user', 41, 'add_user');
INSERT INTO public.auth_permission VALUES (162, 'Can change user', 41, 'change_user');
INSERT INTO public.auth_permission VALUES (163, 'Can delete user', 41, 'delete_user');
INSERT INTO public.auth_permission VALUES (164, 'Can view user', 41, 'view_user');
INSERT INTO public.auth_permission VALUES (165, 'Can add content type', 42, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (166, 'Can change content type', 42, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (167, 'Can delete content type', 42, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (168, 'Can view content type', 42, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (169, 'Can add session', 43, 'add_session');
INSERT INTO public.auth_permission VALUES (170, 'Can change session', 43, 'change_session');
INSERT INTO public.auth_permission VALUES (171, 'Can delete session', 43, 'delete_session');
INSERT INTO public.auth_permission VALUES (172, 'Can view session', 43, 'view_session');


--
-- Data for Name: auth_user; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_user VALUES (1, 'pbkdf2_sha256$1000000$mxfmANqDaId0O04DFyDy5J$1qtBemE5aF75Dc2oEGLKxNPjpD1qtPYd5BBXijn4lgI=', NULL, false, 'user-12', '', '', '', true, true, '2026-11-29 15:27:11.36544+00');
INSERT INTO public.auth_user VALUES (2, 'pbkdf2_sha256$1000000$oi214yPYqhy0b1nA9gCTgR$72zQ5uvNf5U9eCCglzxfXxyXxlrpGEJFwtVirNbtJRo=', NULL, false, 'user-13', '', '', '', true, true, '2026-11-29 15:27:14.017902+00');
INSERT INTO public.auth_user VALUES (3, 'pbkdf2_sha256$1000000$d8sZD1aD6cgsIBjrQ1Yv9M$Kgj7uhQIOIPPnxqIycrPQSj8Qla7D3NOiyg5A1O6lzU=', NULL, false, 'user-15', '', '', '', true, true, '2026-11-29 15:27:18.017513+00');
INSERT INTO public.auth_user VALUES (4, 'pbkdf2_sha256$1000000$hT3znLvX5YtKOn5RwAGto9$dfSD3SOhARTldAatZ6DwVS72oseHDcNyPvqVrmJgl4I=', NULL, false, 'user-16', '', '', '', true, true, '2026-11-29 15:27:22.072141+00');
INSERT INTO public.auth_user VALUES (5, 'pbkdf2_sha256$1000000$eDQX6iHOQiHxvsSOOrxnhP$ONLInTC3579B2333noZP8ZrJx8rsBlZmimNErbbyucs=', NULL, false, 'user-18', '', '', '', true, true, '2026-11-29 15:27:25.335988+00');
INSERT INTO public.auth_user VALUES (6, 'pbkdf2_sha256$1000000$ZxK9BK0tIYo1kmoXxCB719$L8fJZKAlx8Q9SomDCKY8Gc1dt4Bp1l4XJkRSsVJBPy4=', NULL, false, 'user-19', '', '', '', true, true, '2026-11-29 15:27:28.875703+00');
INSERT INTO public.auth_user VALUES (7, 'pbkdf2_sha256$1000000$L2aFBTZll9L6Fp6BNTazjy$rhS9UG3HMBMFSqHFGRKfcsUJy/BFcluMhz5uSGmIvVM=', NULL, false, 'user-21', '', '', '', true, true, '2026-11-29 15:27:32.511766+00');
INSERT INTO public.auth_user VALUES (8, 'pbkdf2_sha256$1000000$ZWOnzqtnsyI7qrJn8xzcr3$Z7qyA7TrHChCplgIlDeo8E8sMas/wElFD/xKev6GQao=', NULL, false, 'user-22', '', '', '', true, true, '2026-11-29 15:27:36.74651+00');


--
-- Data for Name: auth_user_groups; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_user_groups VALUES (1, 1, 2);
INSERT INTO public.auth_user_groups VALUES (2, 2, 3);
INSERT INTO public.auth_user_groups VALUES (3, 3, 2);
INSERT INTO public.auth_user_groups VALUES (4, 4, 3);
INSERT INTO public.auth_user_groups VALUES (5, 5, 2);
INSERT INTO public.auth_user_groups VALUES (6, 6, 3);
INSERT INTO public.auth_user_groups VALUES (7, 7, 2);
INSERT INTO public.auth_user_groups VALUES (8, 8, 3);


--
-- Data for Name: auth_user_user_permissions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_admin_log; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_content_type; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_content_type VALUES (1, 'agenda', 'historicalactor');
INSERT INTO public.django_content_type VALUES (2, 'agenda', 'actor');
INSERT INTO public.django_content_type VALUES (3, 'agenda', 'historicaldialogue');
INSERT INTO public.django_content_type VALUES (4, 'agenda', 'historicaldialogue_members');
INSERT INTO public.django_content_type VALUES (5, 'agenda', 'dialogue');
INSERT INTO public.django_content_type VALUES (6, 'agenda', 'historicalmeeting');
INSERT INTO public.django_content_type VALUES (7, 'agenda', 'meeting');
INSERT INTO public.django_content_type VALUES (8, 'agenda', 'historicalattendance');
INSERT INTO public.django_content_type VALUES (9, 'agenda', 'attendance');
INSERT INTO public.django_content_type VALUES (10, 'agenda', 'historicaldocument');
INSERT INTO public.django_content_type VALUES (11, 'agenda', 'historicaldocument_issuers');
INSERT INTO public.django_content_type VALUES (12, 'agenda', 'document');
INSERT INTO public.django_content_type VALUES (13, 'agenda', 'body');
INSERT INTO public.django_content_type VALUES (14, 'agenda', 'historicalcodebookversion');
INSERT INTO public.django_content_type VALUES (15, 'agenda', 'codebookversion');
INSERT INTO public.django_content_type VALUES (16, 'agenda', 'historicaltopic');
INSERT INTO public.django_content_type VALUES (17, 'agenda', 'topic');
INSERT INTO public.django_content_type VALUES (18, 'agenda', 'assessment');
INSERT INTO public.django_content_type VALUES (19, 'agenda', 'examination');
INSERT INTO public.django_content_type VALUES (20, 'agenda', 'evidence');
INSERT INTO public.django_content_type VALUES (21, 'agenda', 'historicalclaim');
INSERT INTO public.django_content_type VALUES (22, 'agenda', 'claim');
INSERT INTO public.django_content_type VALUES (23, 'agenda', 'affiliation');
INSERT INTO public.django_content_type VALUES (24, 'agenda', 'assignment');
INSERT INTO public.django_content_type VALUES (25, 'agenda', 'draft');
INSERT INTO public.django_content_type VALUES (26, 'agenda', 'codebookchange');
INSERT INTO public.django_content_type VALUES (27, 'agenda', 'original');
INSERT INTO public.django_content_type VALUES (28, 'agenda', 'finding');
INSERT INTO public.django_content_type VALUES (29, 'agenda', 'import');
INSERT INTO public.django_content_type VALUES (30, 'agenda', 'importfile');
INSERT INTO public.django_content_type VALUES (31, 'agenda', 'loadedrow');
INSERT INTO public.django_content_type VALUES (32, 'agenda', 'historicalplan');
INSERT INTO public.django_content_type VALUES (33, 'agenda', 'plan');
INSERT INTO public.django_content_type VALUES (34, 'agenda', 'historicalrecommendation');
INSERT INTO public.django_content_type VALUES (35, 'agenda', 'historicalrecommendation_dialogues');
INSERT INTO public.django_content_type VALUES (36, 'agenda', 'recommendation');
INSERT INTO public.django_content_type VALUES (37, 'agenda', 'searchmark');
INSERT INTO public.django_content_type VALUES (38, 'admin', 'logentry');
INSERT INTO public.django_content_type VALUES (39, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (40, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (41, 'auth', 'user');
INSERT INTO public.django_content_type VALUES (42, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (43, 'sessions', 'session');


--
-- Data for Name: django_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-11-29 15:26:22.319342+00');
INSERT INTO public.django_migrations VALUES (2, 'auth', '0001_initial', '2026-11-29 15:26:22.730054+00');
INSERT INTO public.django_migrations VALUES (3, 'admin', '0001_initial', '2026-11-29 15:26:22.819559+00');
INSERT INTO public.django_migrations VALUES (4, 'admin', '0002_logentry_remove_auto_add', '2026-11-29 15:26:22.870147+00');
INSERT INTO public.django_migrations VALUES (5, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-29 15:26:22.992707+00');
INSERT INTO public.django_migrations VALUES (6, 'contenttypes', '0002_remove_content_type_name', '2026-11-29 15:26:23.264904+00');
INSERT INTO public.django_migrations VALUES (7, 'auth', '0002_alter_permission_name_max_length', '2026-11-29 15:26:23.503333+00');
INSERT INTO public.django_migrations VALUES (8, 'auth', '0003_alter_user_email_max_length', '2026-11-29 15:26:23.683958+00');
INSERT INTO public.django_migrations VALUES (9, 'auth', '0004_alter_user_username_opts', '2026-11-29 15:26:23.741896+00');
INSERT INTO public.django_migrations VALUES (10, 'auth', '0005_alter_user_last_login_null', '2026-11-29 15:26:23.827893+00');
INSERT INTO public.django_migrations VALUES (11, 'auth', '0006_require_contenttypes_0002', '2026-11-29 15:26:23.859894+00');
INSERT INTO public.django_migrations VALUES (12, 'auth', '0007_alter_validators_add_error_messages', '2026-11-29 15:26:23.89692+00');
INSERT INTO public.django_migrations VALUES (13, 'auth', '0008_alter_user_username_max_length', '2026-11-29 15:26:23.976372+00');
INSERT INTO public.django_migrations VALUES (14, 'auth', '0009_alter_user_last_name_max_length', '2026-11-29 15:26:24.068857+00');
INSERT INTO public.django_migrations VALUES (15, 'auth', '0010_alter_group_name_max_length', '2026-11-29 15:26:24.202992+00');
INSERT INTO public.django_migrations VALUES (16, 'auth', '0011_update_proxy_permissions', '2026-11-29 15:26:24.306239+00');
INSERT INTO public.django_migrations VALUES (17, 'auth', '0012_alter_user_first_name_max_length', '2026-11-29 15:26:24.504362+00');
INSERT INTO public.django_migrations VALUES (18, 'agenda', '0001_initial', '2026-11-29 15:26:59.895707+00');
INSERT INTO public.django_migrations VALUES (19, 'agenda', '0002_rules', '2026-11-29 15:27:00.339674+00');
INSERT INTO public.django_migrations VALUES (20, 'agenda', '0003_groups', '2026-11-29 15:27:01.352651+00');
INSERT INTO public.django_migrations VALUES (21, 'agenda', '0004_public_face', '2026-11-29 15:27:08.995761+00');
INSERT INTO public.django_migrations VALUES (22, 'agenda', '0005_imports', '2026-11-29 15:27:10.231766+00');
INSERT INTO public.django_migrations VALUES (23, 'sessions', '0001_initial', '2026-11-29 15:27:10.363888+00');


--
-- Data for Name: django_session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: agenda_actor_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_actor_id_seq', 3, true);


--
-- Name: agenda_affiliation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_affiliation_id_seq', 1, false);


--
-- Name: agenda_assessment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_assessment_id_seq', 3, true);


--
-- Name: agenda_assignment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_assignment_id_seq', 1, true);


--
-- Name: agenda_attendance_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_attendance_id_seq', 1, false);


--
-- Name: agenda_body_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_body_id_seq', 1, true);


--
-- Name: agenda_claim_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_claim_id_seq', 1, false);


--
-- Name: agenda_codebookchange_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_codebookchange_id_seq', 1, false);


--
-- Name: agenda_codebookchange_successors_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_codebookchange_successors_id_seq', 1, false);


--
-- Name: agenda_codebookversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_codebookversion_id_seq', 1, true);


--
-- Name: agenda_dialogue_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_dialogue_id_seq', 1, true);


--
-- Name: agenda_dialogue_members_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_dialogue_members_id_seq', 2, true);


--
-- Name: agenda_document_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_document_id_seq', 5, true);


--
-- Name: agenda_document_issuers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_document_issuers_id_seq', 1, false);


--
-- Name: agenda_draft_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_draft_id_seq', 1, true);


--
-- Name: agenda_evidence_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_evidence_id_seq', 1, true);


--
-- Name: agenda_examination_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_examination_id_seq', 3, true);


--
-- Name: agenda_finding_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_finding_id_seq', 3, true);


--
-- Name: agenda_historicalactor_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicalactor_history_id_seq', 3, true);


--
-- Name: agenda_historicalattendance_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicalattendance_history_id_seq', 1, false);


--
-- Name: agenda_historicalclaim_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicalclaim_history_id_seq', 1, false);


--
-- Name: agenda_historicalcodebookversion_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicalcodebookversion_history_id_seq', 1, true);


--
-- Name: agenda_historicaldialogue_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicaldialogue_history_id_seq', 2, true);


--
-- Name: agenda_historicaldialogue_members_m2m_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicaldialogue_members_m2m_history_id_seq', 2, true);


--
-- Name: agenda_historicaldocument_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicaldocument_history_id_seq', 5, true);


--
-- Name: agenda_historicaldocument_issuers_m2m_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicaldocument_issuers_m2m_history_id_seq', 1, false);


--
-- Name: agenda_historicalmeeting_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicalmeeting_history_id_seq', 3, true);


--
-- Name: agenda_historicalplan_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicalplan_history_id_seq', 1, false);


--
-- Name: agenda_historicalrecommendation_dialogues_m2m_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicalrecommendation_dialogues_m2m_history_id_seq', 1, true);


--
-- Name: agenda_historicalrecommendation_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicalrecommendation_history_id_seq', 2, true);


--
-- Name: agenda_historicaltopic_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_historicaltopic_history_id_seq', 2, true);


--
-- Name: agenda_import_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_import_id_seq', 1, false);


--
-- Name: agenda_importfile_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_importfile_id_seq', 1, false);


--
-- Name: agenda_loadedrow_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_loadedrow_id_seq', 1, false);


--
-- Name: agenda_meeting_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_meeting_id_seq', 3, true);


--
-- Name: agenda_original_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_original_id_seq', 1, false);


--
-- Name: agenda_plan_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_plan_id_seq', 1, false);


--
-- Name: agenda_recommendation_dialogues_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_recommendation_dialogues_id_seq', 1, true);


--
-- Name: agenda_recommendation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_recommendation_id_seq', 1, true);


--
-- Name: agenda_searchmark_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_searchmark_id_seq', 1, false);


--
-- Name: agenda_topic_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.agenda_topic_id_seq', 2, true);


--
-- Name: auth_group_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_id_seq', 3, true);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 90, true);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_permission_id_seq', 172, true);


--
-- Name: auth_user_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_user_groups_id_seq', 8, true);


--
-- Name: auth_user_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_user_id_seq', 8, true);


--
-- Name: auth_user_user_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_user_user_permissions_id_seq', 1, false);


--
-- Name: django_admin_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_content_type_id_seq', 43, true);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_migrations_id_seq', 23, true);


--
-- Name: agenda_actor agenda_actor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_actor
    ADD CONSTRAINT agenda_actor_pkey PRIMARY KEY (id);


--
-- Name: agenda_actor agenda_actor_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_actor
    ADD CONSTRAINT agenda_actor_slug_key UNIQUE (slug);


--
-- Name: agenda_affiliation agenda_affiliation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_affiliation
    ADD CONSTRAINT agenda_affiliation_pkey PRIMARY KEY (id);


--
-- Name: agenda_affiliation agenda_affiliation_user_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_affiliation
    ADD CONSTRAINT agenda_affiliation_user_id_key UNIQUE (user_id);


--
-- Name: agenda_assessment agenda_assessment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assessment
    ADD CONSTRAINT agenda_assessment_pkey PRIMARY KEY (id);


--
-- Name: agenda_assessment agenda_assessment_supersedes_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assessment
    ADD CONSTRAINT agenda_assessment_supersedes_id_key UNIQUE (supersedes_id);


--
-- Name: agenda_assignment agenda_assignment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assignment
    ADD CONSTRAINT agenda_assignment_pkey PRIMARY KEY (id);


--
-- Name: agenda_attendance agenda_attendance_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_attendance
    ADD CONSTRAINT agenda_attendance_pkey PRIMARY KEY (id);


--
-- Name: agenda_body agenda_body_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_body
    ADD CONSTRAINT agenda_body_pkey PRIMARY KEY (id);


--
-- Name: agenda_claim agenda_claim_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_claim
    ADD CONSTRAINT agenda_claim_pkey PRIMARY KEY (id);


--
-- Name: agenda_codebookchange agenda_codebookchange_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_codebookchange
    ADD CONSTRAINT agenda_codebookchange_pkey PRIMARY KEY (id);


--
-- Name: agenda_codebookchange_successors agenda_codebookchange_su_codebookchange_id_topic__7809ef5c_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_codebookchange_successors
    ADD CONSTRAINT agenda_codebookchange_su_codebookchange_id_topic__7809ef5c_uniq UNIQUE (codebookchange_id, topic_id);


--
-- Name: agenda_codebookchange_successors agenda_codebookchange_successors_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_codebookchange_successors
    ADD CONSTRAINT agenda_codebookchange_successors_pkey PRIMARY KEY (id);


--
-- Name: agenda_codebookversion agenda_codebookversion_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_codebookversion
    ADD CONSTRAINT agenda_codebookversion_number_key UNIQUE (number);


--
-- Name: agenda_codebookversion agenda_codebookversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_codebookversion
    ADD CONSTRAINT agenda_codebookversion_pkey PRIMARY KEY (id);


--
-- Name: agenda_dialogue_members agenda_dialogue_members_dialogue_id_actor_id_21a6bbf7_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_dialogue_members
    ADD CONSTRAINT agenda_dialogue_members_dialogue_id_actor_id_21a6bbf7_uniq UNIQUE (dialogue_id, actor_id);


--
-- Name: agenda_dialogue_members agenda_dialogue_members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_dialogue_members
    ADD CONSTRAINT agenda_dialogue_members_pkey PRIMARY KEY (id);


--
-- Name: agenda_dialogue agenda_dialogue_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_dialogue
    ADD CONSTRAINT agenda_dialogue_pkey PRIMARY KEY (id);


--
-- Name: agenda_dialogue agenda_dialogue_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_dialogue
    ADD CONSTRAINT agenda_dialogue_slug_key UNIQUE (slug);


--
-- Name: agenda_document_issuers agenda_document_issuers_document_id_actor_id_caef2adb_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_document_issuers
    ADD CONSTRAINT agenda_document_issuers_document_id_actor_id_caef2adb_uniq UNIQUE (document_id, actor_id);


--
-- Name: agenda_document_issuers agenda_document_issuers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_document_issuers
    ADD CONSTRAINT agenda_document_issuers_pkey PRIMARY KEY (id);


--
-- Name: agenda_document agenda_document_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_document
    ADD CONSTRAINT agenda_document_pkey PRIMARY KEY (id);


--
-- Name: agenda_document agenda_document_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_document
    ADD CONSTRAINT agenda_document_slug_key UNIQUE (slug);


--
-- Name: agenda_draft agenda_draft_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_draft
    ADD CONSTRAINT agenda_draft_pkey PRIMARY KEY (id);


--
-- Name: agenda_evidence agenda_evidence_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_evidence
    ADD CONSTRAINT agenda_evidence_pkey PRIMARY KEY (id);


--
-- Name: agenda_examination agenda_examination_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_examination
    ADD CONSTRAINT agenda_examination_pkey PRIMARY KEY (id);


--
-- Name: agenda_finding agenda_finding_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_finding
    ADD CONSTRAINT agenda_finding_pkey PRIMARY KEY (id);


--
-- Name: agenda_finding agenda_finding_supersedes_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_finding
    ADD CONSTRAINT agenda_finding_supersedes_id_key UNIQUE (supersedes_id);


--
-- Name: agenda_historicalactor agenda_historicalactor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalactor
    ADD CONSTRAINT agenda_historicalactor_pkey PRIMARY KEY (history_id);


--
-- Name: agenda_historicalattendance agenda_historicalattendance_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalattendance
    ADD CONSTRAINT agenda_historicalattendance_pkey PRIMARY KEY (history_id);


--
-- Name: agenda_historicalclaim agenda_historicalclaim_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalclaim
    ADD CONSTRAINT agenda_historicalclaim_pkey PRIMARY KEY (history_id);


--
-- Name: agenda_historicalcodebookversion agenda_historicalcodebookversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalcodebookversion
    ADD CONSTRAINT agenda_historicalcodebookversion_pkey PRIMARY KEY (history_id);


--
-- Name: agenda_historicaldialogue_members agenda_historicaldialogue_members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicaldialogue_members
    ADD CONSTRAINT agenda_historicaldialogue_members_pkey PRIMARY KEY (m2m_history_id);


--
-- Name: agenda_historicaldialogue agenda_historicaldialogue_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicaldialogue
    ADD CONSTRAINT agenda_historicaldialogue_pkey PRIMARY KEY (history_id);


--
-- Name: agenda_historicaldocument_issuers agenda_historicaldocument_issuers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicaldocument_issuers
    ADD CONSTRAINT agenda_historicaldocument_issuers_pkey PRIMARY KEY (m2m_history_id);


--
-- Name: agenda_historicaldocument agenda_historicaldocument_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicaldocument
    ADD CONSTRAINT agenda_historicaldocument_pkey PRIMARY KEY (history_id);


--
-- Name: agenda_historicalmeeting agenda_historicalmeeting_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalmeeting
    ADD CONSTRAINT agenda_historicalmeeting_pkey PRIMARY KEY (history_id);


--
-- Name: agenda_historicalplan agenda_historicalplan_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalplan
    ADD CONSTRAINT agenda_historicalplan_pkey PRIMARY KEY (history_id);


--
-- Name: agenda_historicalrecommendation_dialogues agenda_historicalrecommendation_dialogues_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalrecommendation_dialogues
    ADD CONSTRAINT agenda_historicalrecommendation_dialogues_pkey PRIMARY KEY (m2m_history_id);


--
-- Name: agenda_historicalrecommendation agenda_historicalrecommendation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalrecommendation
    ADD CONSTRAINT agenda_historicalrecommendation_pkey PRIMARY KEY (history_id);


--
-- Name: agenda_historicaltopic agenda_historicaltopic_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicaltopic
    ADD CONSTRAINT agenda_historicaltopic_pkey PRIMARY KEY (history_id);


--
-- Name: agenda_import agenda_import_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_import
    ADD CONSTRAINT agenda_import_pkey PRIMARY KEY (id);


--
-- Name: agenda_importfile agenda_importfile_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_importfile
    ADD CONSTRAINT agenda_importfile_pkey PRIMARY KEY (id);


--
-- Name: agenda_loadedrow agenda_loadedrow_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_loadedrow
    ADD CONSTRAINT agenda_loadedrow_pkey PRIMARY KEY (id);


--
-- Name: agenda_meeting agenda_meeting_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_meeting
    ADD CONSTRAINT agenda_meeting_pkey PRIMARY KEY (id);


--
-- Name: agenda_meeting agenda_meeting_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_meeting
    ADD CONSTRAINT agenda_meeting_slug_key UNIQUE (slug);


--
-- Name: agenda_original agenda_original_body_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_original
    ADD CONSTRAINT agenda_original_body_id_key UNIQUE (body_id);


--
-- Name: agenda_original agenda_original_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_original
    ADD CONSTRAINT agenda_original_pkey PRIMARY KEY (id);


--
-- Name: agenda_plan agenda_plan_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_plan
    ADD CONSTRAINT agenda_plan_pkey PRIMARY KEY (id);


--
-- Name: agenda_recommendation agenda_recommendation_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_recommendation
    ADD CONSTRAINT agenda_recommendation_code_key UNIQUE (code);


--
-- Name: agenda_recommendation_dialogues agenda_recommendation_di_recommendation_id_dialog_e5bef0b7_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_recommendation_dialogues
    ADD CONSTRAINT agenda_recommendation_di_recommendation_id_dialog_e5bef0b7_uniq UNIQUE (recommendation_id, dialogue_id);


--
-- Name: agenda_recommendation_dialogues agenda_recommendation_dialogues_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_recommendation_dialogues
    ADD CONSTRAINT agenda_recommendation_dialogues_pkey PRIMARY KEY (id);


--
-- Name: agenda_recommendation agenda_recommendation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_recommendation
    ADD CONSTRAINT agenda_recommendation_pkey PRIMARY KEY (id);


--
-- Name: agenda_search agenda_search_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_search
    ADD CONSTRAINT agenda_search_pkey PRIMARY KEY (kind, object_id);


--
-- Name: agenda_searchmark agenda_searchmark_kind_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_searchmark
    ADD CONSTRAINT agenda_searchmark_kind_key UNIQUE (kind);


--
-- Name: agenda_searchmark agenda_searchmark_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_searchmark
    ADD CONSTRAINT agenda_searchmark_pkey PRIMARY KEY (id);


--
-- Name: agenda_topic agenda_topic_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_topic
    ADD CONSTRAINT agenda_topic_code_key UNIQUE (code);


--
-- Name: agenda_topic agenda_topic_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_topic
    ADD CONSTRAINT agenda_topic_pkey PRIMARY KEY (id);


--
-- Name: agenda_assignment assignment_is_made_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assignment
    ADD CONSTRAINT assignment_is_made_once UNIQUE (meeting_id, analyst_id);


--
-- Name: agenda_attendance attendance_is_recorded_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_attendance
    ADD CONSTRAINT attendance_is_recorded_once UNIQUE (meeting_id, actor_id, representative);


--
-- Name: auth_group auth_group_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


--
-- Name: auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


--
-- Name: auth_group_permissions auth_group_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


--
-- Name: auth_permission auth_permission_content_type_id_codename_01ab375a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


--
-- Name: auth_permission auth_permission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


--
-- Name: auth_user_groups auth_user_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_pkey PRIMARY KEY (id);


--
-- Name: auth_user_groups auth_user_groups_user_id_group_id_94350c0c_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_group_id_94350c0c_uniq UNIQUE (user_id, group_id);


--
-- Name: auth_user auth_user_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_pkey PRIMARY KEY (id);


--
-- Name: auth_user_user_permissions auth_user_user_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_pkey PRIMARY KEY (id);


--
-- Name: auth_user_user_permissions auth_user_user_permissions_user_id_permission_id_14a6b632_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_permission_id_14a6b632_uniq UNIQUE (user_id, permission_id);


--
-- Name: auth_user auth_user_username_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_username_key UNIQUE (username);


--
-- Name: agenda_body body_version_is_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_body
    ADD CONSTRAINT body_version_is_unique UNIQUE (document_id, version);


--
-- Name: agenda_claim claim_is_recorded_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_claim
    ADD CONSTRAINT claim_is_recorded_once UNIQUE (document_id, locator, meeting_id, topic_id);


--
-- Name: agenda_codebookchange codebook_change_is_named_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_codebookchange
    ADD CONSTRAINT codebook_change_is_named_once UNIQUE (version_id, topic_id);


--
-- Name: django_admin_log django_admin_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);


--
-- Name: django_content_type django_content_type_app_label_model_76bd3d3b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


--
-- Name: django_content_type django_content_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


--
-- Name: django_migrations django_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


--
-- Name: django_session django_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


--
-- Name: agenda_draft draft_is_one_a_cell; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_draft
    ADD CONSTRAINT draft_is_one_a_cell UNIQUE (meeting_id, topic_id, analyst_id);


--
-- Name: agenda_examination examination_is_recorded_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_examination
    ADD CONSTRAINT examination_is_recorded_once UNIQUE (assessment_id, document_id);


--
-- Name: agenda_loadedrow loaded_row_is_remembered_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_loadedrow
    ADD CONSTRAINT loaded_row_is_remembered_once UNIQUE (noun, key);


--
-- Name: agenda_plan plan_is_recorded_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_plan
    ADD CONSTRAINT plan_is_recorded_once UNIQUE (document_id, topic_id);


--
-- Name: agenda_actor_parent_id_748cf0ad; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_actor_parent_id_748cf0ad ON public.agenda_actor USING btree (parent_id);


--
-- Name: agenda_actor_slug_8a839c76_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_actor_slug_8a839c76_like ON public.agenda_actor USING btree (slug varchar_pattern_ops);


--
-- Name: agenda_affiliation_organization_id_b306f976; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_affiliation_organization_id_b306f976 ON public.agenda_affiliation USING btree (organization_id);


--
-- Name: agenda_assessment_assessed_by_id_f96f9758; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_assessment_assessed_by_id_f96f9758 ON public.agenda_assessment USING btree (assessed_by_id);


--
-- Name: agenda_assessment_codebook_version_id_f6e835f1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_assessment_codebook_version_id_f6e835f1 ON public.agenda_assessment USING btree (codebook_version_id);


--
-- Name: agenda_assessment_meeting_id_4f3ee2db; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_assessment_meeting_id_4f3ee2db ON public.agenda_assessment USING btree (meeting_id);


--
-- Name: agenda_assessment_topic_id_058a75d8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_assessment_topic_id_058a75d8 ON public.agenda_assessment USING btree (topic_id);


--
-- Name: agenda_assignment_analyst_id_a1a77fb6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_assignment_analyst_id_a1a77fb6 ON public.agenda_assignment USING btree (analyst_id);


--
-- Name: agenda_assignment_assigned_by_id_a47441a5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_assignment_assigned_by_id_a47441a5 ON public.agenda_assignment USING btree (assigned_by_id);


--
-- Name: agenda_assignment_meeting_id_01bafea3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_assignment_meeting_id_01bafea3 ON public.agenda_assignment USING btree (meeting_id);


--
-- Name: agenda_attendance_actor_id_4d182de6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_attendance_actor_id_4d182de6 ON public.agenda_attendance USING btree (actor_id);


--
-- Name: agenda_attendance_meeting_id_8503707b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_attendance_meeting_id_8503707b ON public.agenda_attendance USING btree (meeting_id);


--
-- Name: agenda_body_added_by_id_ef7f4099; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_body_added_by_id_ef7f4099 ON public.agenda_body USING btree (added_by_id);


--
-- Name: agenda_body_document_id_62d07022; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_body_document_id_62d07022 ON public.agenda_body USING btree (document_id);


--
-- Name: agenda_claim_document_id_a2d88edc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_claim_document_id_a2d88edc ON public.agenda_claim USING btree (document_id);


--
-- Name: agenda_claim_meeting_id_0eeab8d6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_claim_meeting_id_0eeab8d6 ON public.agenda_claim USING btree (meeting_id);


--
-- Name: agenda_claim_topic_id_ee4ed950; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_claim_topic_id_ee4ed950 ON public.agenda_claim USING btree (topic_id);


--
-- Name: agenda_codebookchange_successors_codebookchange_id_6399ff59; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_codebookchange_successors_codebookchange_id_6399ff59 ON public.agenda_codebookchange_successors USING btree (codebookchange_id);


--
-- Name: agenda_codebookchange_successors_topic_id_6a9c1c2c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_codebookchange_successors_topic_id_6a9c1c2c ON public.agenda_codebookchange_successors USING btree (topic_id);


--
-- Name: agenda_codebookchange_topic_id_a745a2ad; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_codebookchange_topic_id_a745a2ad ON public.agenda_codebookchange USING btree (topic_id);


--
-- Name: agenda_codebookchange_version_id_0e379a71; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_codebookchange_version_id_0e379a71 ON public.agenda_codebookchange USING btree (version_id);


--
-- Name: agenda_dialogue_members_actor_id_546b405a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_dialogue_members_actor_id_546b405a ON public.agenda_dialogue_members USING btree (actor_id);


--
-- Name: agenda_dialogue_members_dialogue_id_4f9baee0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_dialogue_members_dialogue_id_4f9baee0 ON public.agenda_dialogue_members USING btree (dialogue_id);


--
-- Name: agenda_dialogue_parent_id_4a06bcd0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_dialogue_parent_id_4a06bcd0 ON public.agenda_dialogue USING btree (parent_id);


--
-- Name: agenda_dialogue_slug_2187ee5f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_dialogue_slug_2187ee5f_like ON public.agenda_dialogue USING btree (slug varchar_pattern_ops);


--
-- Name: agenda_document_author_id_f6c62dd4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_document_author_id_f6c62dd4 ON public.agenda_document USING btree (author_id);


--
-- Name: agenda_document_issuers_actor_id_b94e9c08; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_document_issuers_actor_id_b94e9c08 ON public.agenda_document_issuers USING btree (actor_id);


--
-- Name: agenda_document_issuers_document_id_8a17bd61; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_document_issuers_document_id_8a17bd61 ON public.agenda_document_issuers USING btree (document_id);


--
-- Name: agenda_document_meeting_id_62d836bf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_document_meeting_id_62d836bf ON public.agenda_document USING btree (meeting_id);


--
-- Name: agenda_document_publisher_id_32f9bf9d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_document_publisher_id_32f9bf9d ON public.agenda_document USING btree (publisher_id);


--
-- Name: agenda_document_slug_de587dde_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_document_slug_de587dde_like ON public.agenda_document USING btree (slug varchar_pattern_ops);


--
-- Name: agenda_draft_analyst_id_25b6cd8a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_draft_analyst_id_25b6cd8a ON public.agenda_draft USING btree (analyst_id);


--
-- Name: agenda_draft_meeting_id_be7d7f25; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_draft_meeting_id_be7d7f25 ON public.agenda_draft USING btree (meeting_id);


--
-- Name: agenda_draft_topic_id_d852389f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_draft_topic_id_d852389f ON public.agenda_draft USING btree (topic_id);


--
-- Name: agenda_evidence_body_id_a801be29; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_evidence_body_id_a801be29 ON public.agenda_evidence USING btree (body_id);


--
-- Name: agenda_evidence_examination_id_5f79bb99; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_evidence_examination_id_5f79bb99 ON public.agenda_evidence USING btree (examination_id);


--
-- Name: agenda_examination_assessment_id_42ad3d03; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_examination_assessment_id_42ad3d03 ON public.agenda_examination USING btree (assessment_id);


--
-- Name: agenda_examination_document_id_fedc942e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_examination_document_id_fedc942e ON public.agenda_examination USING btree (document_id);


--
-- Name: agenda_finding_assessment_id_707b2145; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_finding_assessment_id_707b2145 ON public.agenda_finding USING btree (assessment_id);


--
-- Name: agenda_finding_decided_by_id_58fbd89f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_finding_decided_by_id_58fbd89f ON public.agenda_finding USING btree (decided_by_id);


--
-- Name: agenda_finding_meeting_id_aee5bcae; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_finding_meeting_id_aee5bcae ON public.agenda_finding USING btree (meeting_id);


--
-- Name: agenda_finding_topic_id_6ee1bef4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_finding_topic_id_6ee1bef4 ON public.agenda_finding USING btree (topic_id);


--
-- Name: agenda_historicalactor_history_date_30e68aeb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalactor_history_date_30e68aeb ON public.agenda_historicalactor USING btree (history_date);


--
-- Name: agenda_historicalactor_history_user_id_b4fe33bf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalactor_history_user_id_b4fe33bf ON public.agenda_historicalactor USING btree (history_user_id);


--
-- Name: agenda_historicalactor_id_0384230c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalactor_id_0384230c ON public.agenda_historicalactor USING btree (id);


--
-- Name: agenda_historicalactor_parent_id_92738731; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalactor_parent_id_92738731 ON public.agenda_historicalactor USING btree (parent_id);


--
-- Name: agenda_historicalactor_slug_c188f1ba; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalactor_slug_c188f1ba ON public.agenda_historicalactor USING btree (slug);


--
-- Name: agenda_historicalactor_slug_c188f1ba_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalactor_slug_c188f1ba_like ON public.agenda_historicalactor USING btree (slug varchar_pattern_ops);


--
-- Name: agenda_historicalattendance_actor_id_1d536314; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalattendance_actor_id_1d536314 ON public.agenda_historicalattendance USING btree (actor_id);


--
-- Name: agenda_historicalattendance_history_date_77a1c067; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalattendance_history_date_77a1c067 ON public.agenda_historicalattendance USING btree (history_date);


--
-- Name: agenda_historicalattendance_history_user_id_a5dca273; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalattendance_history_user_id_a5dca273 ON public.agenda_historicalattendance USING btree (history_user_id);


--
-- Name: agenda_historicalattendance_id_c0149f6d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalattendance_id_c0149f6d ON public.agenda_historicalattendance USING btree (id);


--
-- Name: agenda_historicalattendance_meeting_id_7914d30f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalattendance_meeting_id_7914d30f ON public.agenda_historicalattendance USING btree (meeting_id);


--
-- Name: agenda_historicalclaim_document_id_235a411a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalclaim_document_id_235a411a ON public.agenda_historicalclaim USING btree (document_id);


--
-- Name: agenda_historicalclaim_history_date_a41e832a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalclaim_history_date_a41e832a ON public.agenda_historicalclaim USING btree (history_date);


--
-- Name: agenda_historicalclaim_history_user_id_4713066e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalclaim_history_user_id_4713066e ON public.agenda_historicalclaim USING btree (history_user_id);


--
-- Name: agenda_historicalclaim_id_631675d7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalclaim_id_631675d7 ON public.agenda_historicalclaim USING btree (id);


--
-- Name: agenda_historicalclaim_meeting_id_1b5278ac; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalclaim_meeting_id_1b5278ac ON public.agenda_historicalclaim USING btree (meeting_id);


--
-- Name: agenda_historicalclaim_topic_id_3fcc27a9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalclaim_topic_id_3fcc27a9 ON public.agenda_historicalclaim USING btree (topic_id);


--
-- Name: agenda_historicalcodebookversion_history_date_f514748f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalcodebookversion_history_date_f514748f ON public.agenda_historicalcodebookversion USING btree (history_date);


--
-- Name: agenda_historicalcodebookversion_history_user_id_ec02c870; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalcodebookversion_history_user_id_ec02c870 ON public.agenda_historicalcodebookversion USING btree (history_user_id);


--
-- Name: agenda_historicalcodebookversion_id_fa479011; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalcodebookversion_id_fa479011 ON public.agenda_historicalcodebookversion USING btree (id);


--
-- Name: agenda_historicalcodebookversion_number_28dabb2b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalcodebookversion_number_28dabb2b ON public.agenda_historicalcodebookversion USING btree (number);


--
-- Name: agenda_historicaldialogue_history_date_58121de3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldialogue_history_date_58121de3 ON public.agenda_historicaldialogue USING btree (history_date);


--
-- Name: agenda_historicaldialogue_history_user_id_762928f8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldialogue_history_user_id_762928f8 ON public.agenda_historicaldialogue USING btree (history_user_id);


--
-- Name: agenda_historicaldialogue_id_67d060ed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldialogue_id_67d060ed ON public.agenda_historicaldialogue USING btree (id);


--
-- Name: agenda_historicaldialogue_members_actor_id_01fb9e6f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldialogue_members_actor_id_01fb9e6f ON public.agenda_historicaldialogue_members USING btree (actor_id);


--
-- Name: agenda_historicaldialogue_members_dialogue_id_78a751e1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldialogue_members_dialogue_id_78a751e1 ON public.agenda_historicaldialogue_members USING btree (dialogue_id);


--
-- Name: agenda_historicaldialogue_members_history_id_ab0ffc50; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldialogue_members_history_id_ab0ffc50 ON public.agenda_historicaldialogue_members USING btree (history_id);


--
-- Name: agenda_historicaldialogue_members_id_7b342780; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldialogue_members_id_7b342780 ON public.agenda_historicaldialogue_members USING btree (id);


--
-- Name: agenda_historicaldialogue_parent_id_02910700; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldialogue_parent_id_02910700 ON public.agenda_historicaldialogue USING btree (parent_id);


--
-- Name: agenda_historicaldialogue_slug_a160c5f6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldialogue_slug_a160c5f6 ON public.agenda_historicaldialogue USING btree (slug);


--
-- Name: agenda_historicaldialogue_slug_a160c5f6_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldialogue_slug_a160c5f6_like ON public.agenda_historicaldialogue USING btree (slug varchar_pattern_ops);


--
-- Name: agenda_historicaldocument_author_id_665f0158; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_author_id_665f0158 ON public.agenda_historicaldocument USING btree (author_id);


--
-- Name: agenda_historicaldocument_history_date_0c4f07a9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_history_date_0c4f07a9 ON public.agenda_historicaldocument USING btree (history_date);


--
-- Name: agenda_historicaldocument_history_user_id_95189f25; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_history_user_id_95189f25 ON public.agenda_historicaldocument USING btree (history_user_id);


--
-- Name: agenda_historicaldocument_id_b7bf1c06; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_id_b7bf1c06 ON public.agenda_historicaldocument USING btree (id);


--
-- Name: agenda_historicaldocument_issuers_actor_id_a8d1d1c5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_issuers_actor_id_a8d1d1c5 ON public.agenda_historicaldocument_issuers USING btree (actor_id);


--
-- Name: agenda_historicaldocument_issuers_document_id_0ca5fd54; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_issuers_document_id_0ca5fd54 ON public.agenda_historicaldocument_issuers USING btree (document_id);


--
-- Name: agenda_historicaldocument_issuers_history_id_5d718a5d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_issuers_history_id_5d718a5d ON public.agenda_historicaldocument_issuers USING btree (history_id);


--
-- Name: agenda_historicaldocument_issuers_id_3e6eaead; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_issuers_id_3e6eaead ON public.agenda_historicaldocument_issuers USING btree (id);


--
-- Name: agenda_historicaldocument_meeting_id_db4cd192; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_meeting_id_db4cd192 ON public.agenda_historicaldocument USING btree (meeting_id);


--
-- Name: agenda_historicaldocument_publisher_id_679fd61c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_publisher_id_679fd61c ON public.agenda_historicaldocument USING btree (publisher_id);


--
-- Name: agenda_historicaldocument_slug_629f0527; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_slug_629f0527 ON public.agenda_historicaldocument USING btree (slug);


--
-- Name: agenda_historicaldocument_slug_629f0527_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaldocument_slug_629f0527_like ON public.agenda_historicaldocument USING btree (slug varchar_pattern_ops);


--
-- Name: agenda_historicalmeeting_dialogue_id_aa3132ca; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalmeeting_dialogue_id_aa3132ca ON public.agenda_historicalmeeting USING btree (dialogue_id);


--
-- Name: agenda_historicalmeeting_held_on_1a7c341c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalmeeting_held_on_1a7c341c ON public.agenda_historicalmeeting USING btree (held_on);


--
-- Name: agenda_historicalmeeting_history_date_adf685fb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalmeeting_history_date_adf685fb ON public.agenda_historicalmeeting USING btree (history_date);


--
-- Name: agenda_historicalmeeting_history_user_id_06300a95; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalmeeting_history_user_id_06300a95 ON public.agenda_historicalmeeting USING btree (history_user_id);


--
-- Name: agenda_historicalmeeting_id_383a8f45; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalmeeting_id_383a8f45 ON public.agenda_historicalmeeting USING btree (id);


--
-- Name: agenda_historicalmeeting_slug_0496f3a5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalmeeting_slug_0496f3a5 ON public.agenda_historicalmeeting USING btree (slug);


--
-- Name: agenda_historicalmeeting_slug_0496f3a5_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalmeeting_slug_0496f3a5_like ON public.agenda_historicalmeeting USING btree (slug varchar_pattern_ops);


--
-- Name: agenda_historicalplan_document_id_5d9c2770; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalplan_document_id_5d9c2770 ON public.agenda_historicalplan USING btree (document_id);


--
-- Name: agenda_historicalplan_history_date_b2dd78a3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalplan_history_date_b2dd78a3 ON public.agenda_historicalplan USING btree (history_date);


--
-- Name: agenda_historicalplan_history_user_id_80662f3e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalplan_history_user_id_80662f3e ON public.agenda_historicalplan USING btree (history_user_id);


--
-- Name: agenda_historicalplan_id_20b1b7f6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalplan_id_20b1b7f6 ON public.agenda_historicalplan USING btree (id);


--
-- Name: agenda_historicalplan_topic_id_eb55c52e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalplan_topic_id_eb55c52e ON public.agenda_historicalplan USING btree (topic_id);


--
-- Name: agenda_historicalrecommend_recommendation_id_adf3476a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommend_recommendation_id_adf3476a ON public.agenda_historicalrecommendation_dialogues USING btree (recommendation_id);


--
-- Name: agenda_historicalrecommendation_code_561fb561; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_code_561fb561 ON public.agenda_historicalrecommendation USING btree (code);


--
-- Name: agenda_historicalrecommendation_code_561fb561_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_code_561fb561_like ON public.agenda_historicalrecommendation USING btree (code varchar_pattern_ops);


--
-- Name: agenda_historicalrecommendation_dialogues_dialogue_id_057a7f99; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_dialogues_dialogue_id_057a7f99 ON public.agenda_historicalrecommendation_dialogues USING btree (dialogue_id);


--
-- Name: agenda_historicalrecommendation_dialogues_history_id_ec1e816e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_dialogues_history_id_ec1e816e ON public.agenda_historicalrecommendation_dialogues USING btree (history_id);


--
-- Name: agenda_historicalrecommendation_dialogues_id_70dfda2d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_dialogues_id_70dfda2d ON public.agenda_historicalrecommendation_dialogues USING btree (id);


--
-- Name: agenda_historicalrecommendation_document_id_2702234f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_document_id_2702234f ON public.agenda_historicalrecommendation USING btree (document_id);


--
-- Name: agenda_historicalrecommendation_history_date_76e9981e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_history_date_76e9981e ON public.agenda_historicalrecommendation USING btree (history_date);


--
-- Name: agenda_historicalrecommendation_history_user_id_a5eeb0b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_history_user_id_a5eeb0b2 ON public.agenda_historicalrecommendation USING btree (history_user_id);


--
-- Name: agenda_historicalrecommendation_id_655bbef4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_id_655bbef4 ON public.agenda_historicalrecommendation USING btree (id);


--
-- Name: agenda_historicalrecommendation_recommender_id_63d49c26; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_recommender_id_63d49c26 ON public.agenda_historicalrecommendation USING btree (recommender_id);


--
-- Name: agenda_historicalrecommendation_topic_id_b761d2bf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicalrecommendation_topic_id_b761d2bf ON public.agenda_historicalrecommendation USING btree (topic_id);


--
-- Name: agenda_historicaltopic_code_176f8bef; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaltopic_code_176f8bef ON public.agenda_historicaltopic USING btree (code);


--
-- Name: agenda_historicaltopic_code_176f8bef_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaltopic_code_176f8bef_like ON public.agenda_historicaltopic USING btree (code varchar_pattern_ops);


--
-- Name: agenda_historicaltopic_history_date_ebee3510; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaltopic_history_date_ebee3510 ON public.agenda_historicaltopic USING btree (history_date);


--
-- Name: agenda_historicaltopic_history_user_id_2a0841d1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaltopic_history_user_id_2a0841d1 ON public.agenda_historicaltopic USING btree (history_user_id);


--
-- Name: agenda_historicaltopic_id_d928c43c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaltopic_id_d928c43c ON public.agenda_historicaltopic USING btree (id);


--
-- Name: agenda_historicaltopic_parent_id_a4bbf980; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_historicaltopic_parent_id_a4bbf980 ON public.agenda_historicaltopic USING btree (parent_id);


--
-- Name: agenda_import_made_by_id_f3dcc82a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_import_made_by_id_f3dcc82a ON public.agenda_import USING btree (made_by_id);


--
-- Name: agenda_importfile_of_id_8a897984; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_importfile_of_id_8a897984 ON public.agenda_importfile USING btree (of_id);


--
-- Name: agenda_meeting_dialogue_id_e6e52c3b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_meeting_dialogue_id_e6e52c3b ON public.agenda_meeting USING btree (dialogue_id);


--
-- Name: agenda_meeting_held_on_d1f1acae; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_meeting_held_on_d1f1acae ON public.agenda_meeting USING btree (held_on);


--
-- Name: agenda_meeting_slug_21843eda_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_meeting_slug_21843eda_like ON public.agenda_meeting USING btree (slug varchar_pattern_ops);


--
-- Name: agenda_plan_document_id_8a945b1a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_plan_document_id_8a945b1a ON public.agenda_plan USING btree (document_id);


--
-- Name: agenda_plan_topic_id_a79987ea; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_plan_topic_id_a79987ea ON public.agenda_plan USING btree (topic_id);


--
-- Name: agenda_recommendation_code_d44dcf5c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_recommendation_code_d44dcf5c_like ON public.agenda_recommendation USING btree (code varchar_pattern_ops);


--
-- Name: agenda_recommendation_dialogues_dialogue_id_e3e1c911; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_recommendation_dialogues_dialogue_id_e3e1c911 ON public.agenda_recommendation_dialogues USING btree (dialogue_id);


--
-- Name: agenda_recommendation_dialogues_recommendation_id_f8929c83; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_recommendation_dialogues_recommendation_id_f8929c83 ON public.agenda_recommendation_dialogues USING btree (recommendation_id);


--
-- Name: agenda_recommendation_document_id_d88302d1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_recommendation_document_id_d88302d1 ON public.agenda_recommendation USING btree (document_id);


--
-- Name: agenda_recommendation_recommender_id_f77d8505; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_recommendation_recommender_id_f77d8505 ON public.agenda_recommendation USING btree (recommender_id);


--
-- Name: agenda_recommendation_topic_id_f286d884; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_recommendation_topic_id_f286d884 ON public.agenda_recommendation USING btree (topic_id);


--
-- Name: agenda_search_vector; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_search_vector ON public.agenda_search USING gin (vector);


--
-- Name: agenda_searchmark_kind_85cce0ea_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_searchmark_kind_85cce0ea_like ON public.agenda_searchmark USING btree (kind varchar_pattern_ops);


--
-- Name: agenda_topic_code_db149d9f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_topic_code_db149d9f_like ON public.agenda_topic USING btree (code varchar_pattern_ops);


--
-- Name: agenda_topic_parent_id_84f9fe0d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agenda_topic_parent_id_84f9fe0d ON public.agenda_topic USING btree (parent_id);


--
-- Name: assessment_chain_has_one_head; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX assessment_chain_has_one_head ON public.agenda_assessment USING btree (meeting_id, topic_id, assessed_by_id) WHERE (supersedes_id IS NULL);


--
-- Name: auth_group_name_a6ea08ec_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


--
-- Name: auth_group_permissions_group_id_b120cbf9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


--
-- Name: auth_group_permissions_permission_id_84c5c92e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


--
-- Name: auth_permission_content_type_id_2f476e4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


--
-- Name: auth_user_groups_group_id_97559544; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_user_groups_group_id_97559544 ON public.auth_user_groups USING btree (group_id);


--
-- Name: auth_user_groups_user_id_6a12ed8b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_user_groups_user_id_6a12ed8b ON public.auth_user_groups USING btree (user_id);


--
-- Name: auth_user_user_permissions_permission_id_1fbb5f2c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_user_user_permissions_permission_id_1fbb5f2c ON public.auth_user_user_permissions USING btree (permission_id);


--
-- Name: auth_user_user_permissions_user_id_a95ead1b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_user_user_permissions_user_id_a95ead1b ON public.auth_user_user_permissions USING btree (user_id);


--
-- Name: auth_user_username_6821ab7c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_user_username_6821ab7c_like ON public.auth_user USING btree (username varchar_pattern_ops);


--
-- Name: django_admin_log_content_type_id_c4bce8eb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);


--
-- Name: django_admin_log_user_id_c564eba6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);


--
-- Name: django_session_expire_date_a5c62663; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


--
-- Name: django_session_session_key_c0390e0f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


--
-- Name: finding_cell_has_one_current; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX finding_cell_has_one_current ON public.agenda_finding USING btree (meeting_id, topic_id) WHERE (supersedes_id IS NULL);


--
-- Name: agenda_assessment assessment_is_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER assessment_is_append_only BEFORE UPDATE ON public.agenda_assessment FOR EACH ROW EXECUTE FUNCTION public.assessment_is_append_only();


--
-- Name: agenda_assessment assessment_supersedes_its_own_cell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER assessment_supersedes_its_own_cell BEFORE INSERT ON public.agenda_assessment FOR EACH ROW EXECUTE FUNCTION public.assessment_supersedes_its_own_cell();


--
-- Name: agenda_body body_is_frozen; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER body_is_frozen BEFORE UPDATE OF text, numbers, sha256, kind, version, document_id ON public.agenda_body FOR EACH ROW EXECUTE FUNCTION public.body_is_frozen();


--
-- Name: agenda_evidence evidence_is_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER evidence_is_append_only BEFORE UPDATE OF examination_id, paragraph, strength, body_id, quote, prefix, suffix, start, "end" ON public.agenda_evidence FOR EACH ROW EXECUTE FUNCTION public.evidence_is_append_only();


--
-- Name: agenda_evidence evidence_is_from_a_readout; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER evidence_is_from_a_readout BEFORE INSERT ON public.agenda_evidence FOR EACH ROW EXECUTE FUNCTION public.evidence_is_from_a_readout();


--
-- Name: agenda_evidence evidence_summary_is_filled_in_once; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER evidence_summary_is_filled_in_once BEFORE UPDATE OF summary ON public.agenda_evidence FOR EACH ROW EXECUTE FUNCTION public.evidence_summary_is_filled_in_once();


--
-- Name: agenda_examination examination_is_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER examination_is_append_only BEFORE UPDATE ON public.agenda_examination FOR EACH ROW EXECUTE FUNCTION public.examination_is_append_only();


--
-- Name: agenda_finding finding_fits_its_assessment; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER finding_fits_its_assessment BEFORE INSERT ON public.agenda_finding FOR EACH ROW EXECUTE FUNCTION public.finding_fits_its_assessment();


--
-- Name: agenda_finding finding_is_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER finding_is_append_only BEFORE UPDATE ON public.agenda_finding FOR EACH ROW EXECUTE FUNCTION public.finding_is_append_only();


--
-- Name: agenda_finding finding_not_raised_has_a_complete_readout; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER finding_not_raised_has_a_complete_readout BEFORE INSERT ON public.agenda_finding FOR EACH ROW EXECUTE FUNCTION public.finding_not_raised_has_a_complete_readout();


--
-- Name: agenda_finding finding_raised_has_a_passage; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER finding_raised_has_a_passage BEFORE INSERT ON public.agenda_finding FOR EACH ROW EXECUTE FUNCTION public.finding_raised_has_a_passage();


--
-- Name: agenda_finding finding_supersedes_its_own_cell; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER finding_supersedes_its_own_cell BEFORE INSERT ON public.agenda_finding FOR EACH ROW EXECUTE FUNCTION public.finding_supersedes_its_own_cell();


--
-- Name: agenda_plan plan_is_from_an_announcement; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER plan_is_from_an_announcement BEFORE INSERT ON public.agenda_plan FOR EACH ROW EXECUTE FUNCTION public.plan_is_from_an_announcement();


--
-- Name: agenda_actor agenda_actor_parent_id_748cf0ad_fk_agenda_actor_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_actor
    ADD CONSTRAINT agenda_actor_parent_id_748cf0ad_fk_agenda_actor_id FOREIGN KEY (parent_id) REFERENCES public.agenda_actor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_affiliation agenda_affiliation_organization_id_b306f976_fk_agenda_actor_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_affiliation
    ADD CONSTRAINT agenda_affiliation_organization_id_b306f976_fk_agenda_actor_id FOREIGN KEY (organization_id) REFERENCES public.agenda_actor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_affiliation agenda_affiliation_user_id_5916964e_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_affiliation
    ADD CONSTRAINT agenda_affiliation_user_id_5916964e_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_assessment agenda_assessment_assessed_by_id_f96f9758_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assessment
    ADD CONSTRAINT agenda_assessment_assessed_by_id_f96f9758_fk_auth_user_id FOREIGN KEY (assessed_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_assessment agenda_assessment_codebook_version_id_f6e835f1_fk_agenda_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assessment
    ADD CONSTRAINT agenda_assessment_codebook_version_id_f6e835f1_fk_agenda_co FOREIGN KEY (codebook_version_id) REFERENCES public.agenda_codebookversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_assessment agenda_assessment_meeting_id_4f3ee2db_fk_agenda_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assessment
    ADD CONSTRAINT agenda_assessment_meeting_id_4f3ee2db_fk_agenda_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.agenda_meeting(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_assessment agenda_assessment_supersedes_id_db8c01d3_fk_agenda_as; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assessment
    ADD CONSTRAINT agenda_assessment_supersedes_id_db8c01d3_fk_agenda_as FOREIGN KEY (supersedes_id) REFERENCES public.agenda_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_assessment agenda_assessment_topic_id_058a75d8_fk_agenda_topic_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assessment
    ADD CONSTRAINT agenda_assessment_topic_id_058a75d8_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_assignment agenda_assignment_analyst_id_a1a77fb6_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assignment
    ADD CONSTRAINT agenda_assignment_analyst_id_a1a77fb6_fk_auth_user_id FOREIGN KEY (analyst_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_assignment agenda_assignment_assigned_by_id_a47441a5_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assignment
    ADD CONSTRAINT agenda_assignment_assigned_by_id_a47441a5_fk_auth_user_id FOREIGN KEY (assigned_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_assignment agenda_assignment_meeting_id_01bafea3_fk_agenda_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_assignment
    ADD CONSTRAINT agenda_assignment_meeting_id_01bafea3_fk_agenda_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.agenda_meeting(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_attendance agenda_attendance_actor_id_4d182de6_fk_agenda_actor_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_attendance
    ADD CONSTRAINT agenda_attendance_actor_id_4d182de6_fk_agenda_actor_id FOREIGN KEY (actor_id) REFERENCES public.agenda_actor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_attendance agenda_attendance_meeting_id_8503707b_fk_agenda_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_attendance
    ADD CONSTRAINT agenda_attendance_meeting_id_8503707b_fk_agenda_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.agenda_meeting(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_body agenda_body_added_by_id_ef7f4099_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_body
    ADD CONSTRAINT agenda_body_added_by_id_ef7f4099_fk_auth_user_id FOREIGN KEY (added_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_body agenda_body_document_id_62d07022_fk_agenda_document_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_body
    ADD CONSTRAINT agenda_body_document_id_62d07022_fk_agenda_document_id FOREIGN KEY (document_id) REFERENCES public.agenda_document(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_claim agenda_claim_document_id_a2d88edc_fk_agenda_document_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_claim
    ADD CONSTRAINT agenda_claim_document_id_a2d88edc_fk_agenda_document_id FOREIGN KEY (document_id) REFERENCES public.agenda_document(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_claim agenda_claim_meeting_id_0eeab8d6_fk_agenda_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_claim
    ADD CONSTRAINT agenda_claim_meeting_id_0eeab8d6_fk_agenda_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.agenda_meeting(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_claim agenda_claim_topic_id_ee4ed950_fk_agenda_topic_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_claim
    ADD CONSTRAINT agenda_claim_topic_id_ee4ed950_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_codebookchange_successors agenda_codebookchang_codebookchange_id_6399ff59_fk_agenda_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_codebookchange_successors
    ADD CONSTRAINT agenda_codebookchang_codebookchange_id_6399ff59_fk_agenda_co FOREIGN KEY (codebookchange_id) REFERENCES public.agenda_codebookchange(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_codebookchange_successors agenda_codebookchang_topic_id_6a9c1c2c_fk_agenda_to; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_codebookchange_successors
    ADD CONSTRAINT agenda_codebookchang_topic_id_6a9c1c2c_fk_agenda_to FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_codebookchange agenda_codebookchang_version_id_0e379a71_fk_agenda_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_codebookchange
    ADD CONSTRAINT agenda_codebookchang_version_id_0e379a71_fk_agenda_co FOREIGN KEY (version_id) REFERENCES public.agenda_codebookversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_codebookchange agenda_codebookchange_topic_id_a745a2ad_fk_agenda_topic_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_codebookchange
    ADD CONSTRAINT agenda_codebookchange_topic_id_a745a2ad_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_dialogue_members agenda_dialogue_memb_dialogue_id_4f9baee0_fk_agenda_di; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_dialogue_members
    ADD CONSTRAINT agenda_dialogue_memb_dialogue_id_4f9baee0_fk_agenda_di FOREIGN KEY (dialogue_id) REFERENCES public.agenda_dialogue(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_dialogue_members agenda_dialogue_members_actor_id_546b405a_fk_agenda_actor_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_dialogue_members
    ADD CONSTRAINT agenda_dialogue_members_actor_id_546b405a_fk_agenda_actor_id FOREIGN KEY (actor_id) REFERENCES public.agenda_actor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_dialogue agenda_dialogue_parent_id_4a06bcd0_fk_agenda_dialogue_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_dialogue
    ADD CONSTRAINT agenda_dialogue_parent_id_4a06bcd0_fk_agenda_dialogue_id FOREIGN KEY (parent_id) REFERENCES public.agenda_dialogue(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_document agenda_document_author_id_f6c62dd4_fk_agenda_actor_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_document
    ADD CONSTRAINT agenda_document_author_id_f6c62dd4_fk_agenda_actor_id FOREIGN KEY (author_id) REFERENCES public.agenda_actor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_document_issuers agenda_document_issu_document_id_8a17bd61_fk_agenda_do; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_document_issuers
    ADD CONSTRAINT agenda_document_issu_document_id_8a17bd61_fk_agenda_do FOREIGN KEY (document_id) REFERENCES public.agenda_document(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_document_issuers agenda_document_issuers_actor_id_b94e9c08_fk_agenda_actor_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_document_issuers
    ADD CONSTRAINT agenda_document_issuers_actor_id_b94e9c08_fk_agenda_actor_id FOREIGN KEY (actor_id) REFERENCES public.agenda_actor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_document agenda_document_meeting_id_62d836bf_fk_agenda_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_document
    ADD CONSTRAINT agenda_document_meeting_id_62d836bf_fk_agenda_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.agenda_meeting(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_document agenda_document_publisher_id_32f9bf9d_fk_agenda_actor_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_document
    ADD CONSTRAINT agenda_document_publisher_id_32f9bf9d_fk_agenda_actor_id FOREIGN KEY (publisher_id) REFERENCES public.agenda_actor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_draft agenda_draft_analyst_id_25b6cd8a_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_draft
    ADD CONSTRAINT agenda_draft_analyst_id_25b6cd8a_fk_auth_user_id FOREIGN KEY (analyst_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_draft agenda_draft_meeting_id_be7d7f25_fk_agenda_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_draft
    ADD CONSTRAINT agenda_draft_meeting_id_be7d7f25_fk_agenda_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.agenda_meeting(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_draft agenda_draft_topic_id_d852389f_fk_agenda_topic_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_draft
    ADD CONSTRAINT agenda_draft_topic_id_d852389f_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_evidence agenda_evidence_body_id_a801be29_fk_agenda_body_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_evidence
    ADD CONSTRAINT agenda_evidence_body_id_a801be29_fk_agenda_body_id FOREIGN KEY (body_id) REFERENCES public.agenda_body(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_evidence agenda_evidence_examination_id_5f79bb99_fk_agenda_ex; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_evidence
    ADD CONSTRAINT agenda_evidence_examination_id_5f79bb99_fk_agenda_ex FOREIGN KEY (examination_id) REFERENCES public.agenda_examination(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_examination agenda_examination_assessment_id_42ad3d03_fk_agenda_as; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_examination
    ADD CONSTRAINT agenda_examination_assessment_id_42ad3d03_fk_agenda_as FOREIGN KEY (assessment_id) REFERENCES public.agenda_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_examination agenda_examination_document_id_fedc942e_fk_agenda_document_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_examination
    ADD CONSTRAINT agenda_examination_document_id_fedc942e_fk_agenda_document_id FOREIGN KEY (document_id) REFERENCES public.agenda_document(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_finding agenda_finding_assessment_id_707b2145_fk_agenda_assessment_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_finding
    ADD CONSTRAINT agenda_finding_assessment_id_707b2145_fk_agenda_assessment_id FOREIGN KEY (assessment_id) REFERENCES public.agenda_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_finding agenda_finding_decided_by_id_58fbd89f_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_finding
    ADD CONSTRAINT agenda_finding_decided_by_id_58fbd89f_fk_auth_user_id FOREIGN KEY (decided_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_finding agenda_finding_meeting_id_aee5bcae_fk_agenda_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_finding
    ADD CONSTRAINT agenda_finding_meeting_id_aee5bcae_fk_agenda_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.agenda_meeting(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_finding agenda_finding_supersedes_id_52482983_fk_agenda_finding_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_finding
    ADD CONSTRAINT agenda_finding_supersedes_id_52482983_fk_agenda_finding_id FOREIGN KEY (supersedes_id) REFERENCES public.agenda_finding(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_finding agenda_finding_topic_id_6ee1bef4_fk_agenda_topic_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_finding
    ADD CONSTRAINT agenda_finding_topic_id_6ee1bef4_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_historicalactor agenda_historicalactor_history_user_id_b4fe33bf_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalactor
    ADD CONSTRAINT agenda_historicalactor_history_user_id_b4fe33bf_fk_auth_user_id FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_historicalattendance agenda_historicalatt_history_user_id_a5dca273_fk_auth_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalattendance
    ADD CONSTRAINT agenda_historicalatt_history_user_id_a5dca273_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_historicalclaim agenda_historicalclaim_history_user_id_4713066e_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalclaim
    ADD CONSTRAINT agenda_historicalclaim_history_user_id_4713066e_fk_auth_user_id FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_historicalcodebookversion agenda_historicalcod_history_user_id_ec02c870_fk_auth_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalcodebookversion
    ADD CONSTRAINT agenda_historicalcod_history_user_id_ec02c870_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_historicaldialogue agenda_historicaldia_history_user_id_762928f8_fk_auth_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicaldialogue
    ADD CONSTRAINT agenda_historicaldia_history_user_id_762928f8_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_historicaldocument agenda_historicaldoc_history_user_id_95189f25_fk_auth_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicaldocument
    ADD CONSTRAINT agenda_historicaldoc_history_user_id_95189f25_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_historicalmeeting agenda_historicalmee_history_user_id_06300a95_fk_auth_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalmeeting
    ADD CONSTRAINT agenda_historicalmee_history_user_id_06300a95_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_historicalplan agenda_historicalplan_history_user_id_80662f3e_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalplan
    ADD CONSTRAINT agenda_historicalplan_history_user_id_80662f3e_fk_auth_user_id FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_historicalrecommendation agenda_historicalrec_history_user_id_a5eeb0b2_fk_auth_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicalrecommendation
    ADD CONSTRAINT agenda_historicalrec_history_user_id_a5eeb0b2_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_historicaltopic agenda_historicaltopic_history_user_id_2a0841d1_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_historicaltopic
    ADD CONSTRAINT agenda_historicaltopic_history_user_id_2a0841d1_fk_auth_user_id FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_import agenda_import_made_by_id_f3dcc82a_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_import
    ADD CONSTRAINT agenda_import_made_by_id_f3dcc82a_fk_auth_user_id FOREIGN KEY (made_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_importfile agenda_importfile_of_id_8a897984_fk_agenda_import_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_importfile
    ADD CONSTRAINT agenda_importfile_of_id_8a897984_fk_agenda_import_id FOREIGN KEY (of_id) REFERENCES public.agenda_import(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_meeting agenda_meeting_dialogue_id_e6e52c3b_fk_agenda_dialogue_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_meeting
    ADD CONSTRAINT agenda_meeting_dialogue_id_e6e52c3b_fk_agenda_dialogue_id FOREIGN KEY (dialogue_id) REFERENCES public.agenda_dialogue(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_original agenda_original_body_id_8d60ce3c_fk_agenda_body_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_original
    ADD CONSTRAINT agenda_original_body_id_8d60ce3c_fk_agenda_body_id FOREIGN KEY (body_id) REFERENCES public.agenda_body(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_plan agenda_plan_document_id_8a945b1a_fk_agenda_document_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_plan
    ADD CONSTRAINT agenda_plan_document_id_8a945b1a_fk_agenda_document_id FOREIGN KEY (document_id) REFERENCES public.agenda_document(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_plan agenda_plan_topic_id_a79987ea_fk_agenda_topic_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_plan
    ADD CONSTRAINT agenda_plan_topic_id_a79987ea_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_recommendation_dialogues agenda_recommendatio_dialogue_id_e3e1c911_fk_agenda_di; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_recommendation_dialogues
    ADD CONSTRAINT agenda_recommendatio_dialogue_id_e3e1c911_fk_agenda_di FOREIGN KEY (dialogue_id) REFERENCES public.agenda_dialogue(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_recommendation agenda_recommendatio_document_id_d88302d1_fk_agenda_do; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_recommendation
    ADD CONSTRAINT agenda_recommendatio_document_id_d88302d1_fk_agenda_do FOREIGN KEY (document_id) REFERENCES public.agenda_document(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_recommendation_dialogues agenda_recommendatio_recommendation_id_f8929c83_fk_agenda_re; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_recommendation_dialogues
    ADD CONSTRAINT agenda_recommendatio_recommendation_id_f8929c83_fk_agenda_re FOREIGN KEY (recommendation_id) REFERENCES public.agenda_recommendation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_recommendation agenda_recommendatio_recommender_id_f77d8505_fk_agenda_ac; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_recommendation
    ADD CONSTRAINT agenda_recommendatio_recommender_id_f77d8505_fk_agenda_ac FOREIGN KEY (recommender_id) REFERENCES public.agenda_actor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_recommendation agenda_recommendation_topic_id_f286d884_fk_agenda_topic_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_recommendation
    ADD CONSTRAINT agenda_recommendation_topic_id_f286d884_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: agenda_topic agenda_topic_parent_id_84f9fe0d_fk_agenda_topic_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agenda_topic
    ADD CONSTRAINT agenda_topic_parent_id_84f9fe0d_fk_agenda_topic_id FOREIGN KEY (parent_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_user_groups auth_user_groups_group_id_97559544_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_group_id_97559544_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_user_groups auth_user_groups_user_id_6a12ed8b_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_6a12ed8b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_user_user_permissions auth_user_user_permi_permission_id_1fbb5f2c_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permi_permission_id_1fbb5f2c_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_user_user_permissions auth_user_user_permissions_user_id_a95ead1b_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_a95ead1b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: django_admin_log django_admin_log_content_type_id_c4bce8eb_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: django_admin_log django_admin_log_user_id_c564eba6_fk_auth_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- PostgreSQL database dump complete
--


