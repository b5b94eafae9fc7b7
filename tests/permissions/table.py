"""Who may open which address: one row for each set of people, written down apart from the pages themselves.

A new address without a row fails the test; so does a row whose address is gone.
"""

OPEN = {
    "everybody": """
        api:document api:documentation api:nothing api:read_categories api:read_log_head api:read_places api:read_units
        api:read_procedures api:read_reference desk:invitation desk:login desk:logout desk:sign_on desk:signed_on
        desk:start look:accessibility look:display look:healthz look:language look:manifest look:patterns
        look:privacy open311:discovery open311:discovery_v2 open311:nothing_here open311:nothing_here_at_all
        open311:request open311:requests open311:service open311:services open311:token open311:updates public:aid
        public:box public:check_draw public:check_file public:checks public:code public:contact public:contact_pdf
        public:contacts public:decision public:decision_file public:decision_file_small public:decisions public:duty
        public:encounters public:follow public:forget_draft public:front public:improvement public:improvements
        public:issue public:issues public:judged public:leave public:link public:log public:log_check
        public:log_checkpoint public:log_policy public:log_tile public:log_verifier public:lost public:matter
        public:matter_ballots public:matter_found public:matter_nominate public:matter_nominated public:matter_vote
        public:matter_year public:matters public:meeting public:meetings public:notice
        public:notice_archive public:notice_feed public:notice_feed_en public:notice_object public:notice_paper
        public:notices public:praise public:promise public:promise_file public:promise_file_small public:promises
        public:rights public:scorecard
        public:scorecards public:scorecards_data public:scorecards_method public:speak public:supervision
    """,
    "draft": """
        public:begin public:check public:paused public:question public:receipt_file public:sent public:sent_proof
        public:sent_proof_slip public:slip public:wait
    """,
    "receipt": """
        public:add public:again public:ask_erase public:ask_review public:attached public:attached_small
        public:feedback_way public:harm public:help public:interest public:keep_out public:matter_accept
        public:mediation_agree public:mediation_ask public:mediation_broken public:mediation_kept
        public:mediation_mediator public:mediation_offer public:mediation_stop
        public:met public:opinion public:own_copy public:own_data
        public:own_proof public:own_proof_slip public:paper public:paper_file public:rate public:second_look
        public:take_back public:undo_withdraw public:verdict public:voice public:withdraw
    """,
    "receipt_token": """
        api:add_words api:ask_follow_up api:ask_review api:open_opinion api:rate api:read_proof api:read_receipt
        api:undo_withdrawal api:withdraw
    """,
    "key": """
        api:act api:export_list api:join_cases api:list_cases api:open_receipt api:part_cases api:read_case
        api:read_timeline api:send_file api:set_category api:speak
    """,
    "staff": """
        desk:account desk:account_codes desk:account_end desk:account_end_all desk:account_passkey
        desk:account_phone desk:account_remove desk:duty desk:duty_call desk:duty_copy desk:duty_handover
        desk:duty_handover_new desk:duty_number desk:duty_post desk:duty_roster desk:duty_shift desk:duty_shift_new
        desk:duty_shift_remove desk:export desk:export_cancel desk:export_file desk:exports desk:home desk:password
        desk:prove
    """,
}

STAFF = {
    "adviser auditor dispatcher handler inspector leader unit_head": """
        desk:check_answer desk:check_file desk:check_file_small desk:circular desk:circular_answer
        desk:circular_docx desk:circular_pdf desk:circular_read desk:circulars desk:commitment desk:commitment_drop
        desk:commitment_file desk:commitment_file_small desk:commitment_keep desk:commitment_move
        desk:commitment_part desk:commitment_progress desk:commitment_reason desk:commitment_reopen
        desk:commitment_voices desk:commitments desk:decision desk:decision_edit desk:decision_file
        desk:decision_file_small desk:decision_omit desk:decision_papers desk:decision_take_back desk:decision_task
        desk:decision_tick desk:decision_voices desk:decisions desk:improvement desk:improvement_close
        desk:improvement_contest desk:improvement_decide desk:improvement_measure desk:improvement_publish
        desk:improvement_words desk:improvements desk:interests desk:interests_group desk:interests_group_new
        desk:interests_group_out desk:interests_publish desk:interests_question desk:issue desk:issue_edit
        desk:issue_end desk:issue_plan desk:issue_reopen desk:issue_solve desk:matter desk:matter_nominate
        desk:matter_poster desk:matter_spent desk:matter_year desk:matters desk:meeting desk:meeting_answer
        desk:meeting_calendar desk:meeting_call desk:meeting_edit desk:meeting_hold desk:meeting_invitation
        desk:meeting_invitations desk:meeting_item desk:meeting_item_edit desk:meeting_item_file
        desk:meeting_item_new desk:meeting_item_remove desk:meeting_minutes desk:meeting_off desk:meeting_order
        desk:meeting_paper desk:meetings desk:nomination desk:nomination_join desk:nomination_leave
        desk:nomination_refuse desk:nomination_release desk:nomination_screen desk:notice desk:notice_ask
        desk:notice_check
        desk:notice_drop desk:notice_edit desk:notice_result desk:notice_result_publish
        desk:notice_return desk:notices desk:scorecard desk:scorecard_cases
        desk:scorecards desk:task_look desk:task_report
    """,
    "administrator": """
        desk:admin-account desk:admin-calendar desk:admin-categories desk:admin-category desk:admin-category-new
        desk:admin-channels desk:admin-day desk:admin-factors desk:admin-grant-end desk:admin-grant-new
        desk:admin-home desk:admin-invitation desk:admin-invitation-revoke desk:admin-key desk:admin-key-new
        desk:admin-keys desk:admin-letter desk:admin-letters desk:admin-limit desk:admin-limits desk:admin-log-ins
        desk:admin-member desk:admin-member-new desk:admin-model desk:admin-notice desk:admin-password
        desk:admin-pause desk:admin-place desk:admin-place-new desk:admin-places desk:admin-profile
        desk:admin-second-factor desk:admin-staff desk:admin-substitute-new desk:admin-substitutes desk:admin-unit
        desk:admin-unit-new desk:admin-units desk:admin-usual-units desk:admin-webhook desk:admin-webhook-again
        desk:admin-webhook-new desk:admin-webhooks desk:admin-year desk:keeping_time desk:legal_way desk:legal_ways
        desk:review_line desk:review_lines
    """,
    "auditor final_reviewer hearing_host inspector reviewer": """
        desk:appeals
    """,
    "inspector": """
        desk:advice_new desk:call_back_close desk:check desk:check_off desk:check_send desk:check_tell
        desk:check_tie desk:draw_lots desk:draw_new desk:flag_dismiss desk:measure_end desk:measure_new
        desk:order_close desk:order_new desk:order_raise desk:order_verify desk:signal_decide
    """,
    "dispatcher": """
        desk:decision_new desk:matter_edit desk:matter_new desk:matter_out desk:matter_year_change
        desk:matter_year_close desk:matter_year_new desk:matter_year_publish desk:matter_year_screening
        desk:matter_year_voting desk:mediator_new desk:mediator_off desk:mediators desk:meeting_new desk:pass_praise
        desk:series desk:series_end desk:series_new
    """,
    "adviser auditor handler inspector leader unit_head": """
        desk:advice desk:advice_list desk:measure desk:measures desk:order desk:order_answer desk:order_file
        desk:order_file_small desk:orders desk:signal desk:signals desk:supervision desk:supervision_ours
    """,
    "dispatcher receptionist sealed_officer": """
        desk:at_hand desk:at_hand_add desk:at_hand_code desk:at_hand_compare desk:at_hand_reissue desk:at_hand_sign
        desk:intake_read_back desk:intake_receipt desk:intake_send desk:intake_sign desk:intake_slip desk:papers
        desk:papers_scan
    """,
    (
        "adviser archivist auditor callback_officer dispatcher final_reviewer handler hearing_host "
        "identity_keeper inspector leader mediator receptionist reviewer sealed_officer unit_head"
    ): """
        desk:act desk:attach desk:attached desk:attached_small desk:case desk:category desk:document
        desk:help_arranged desk:identity desk:keep_out desk:originals desk:part desk:same_matter desk:search
    """,
    "dispatcher sealed_officer unit_head": """
        desk:approval desk:approvals desk:recusal desk:recusals
    """,
    "dispatcher receptionist unit_head": """
        desk:box_batch desk:box_count desk:box_empty desk:box_explain desk:box_paper desk:box_paper_scan
        desk:box_scan desk:box_sign desk:box_sign_back desk:box_sign_second desk:box_slips desk:box_slips_void
    """,
    "receptionist": """
        desk:intake desk:intake_alike desk:intake_discard desk:intake_draft desk:intake_keep desk:letter
        desk:letter_done desk:letter_picture desk:letter_sheet desk:letter_words
    """,
    "dispatcher leader": """
        desk:contact_day_note desk:contact_day_remove desk:contact_days desk:contact_edit desk:contact_new
        desk:contact_refresh
    """,
    "dispatcher handler unit_head": """
        desk:notice_new
    """,
    "adviser dispatcher": """
        desk:case_issue desk:issue_new desk:issue_remove desk:proposal desk:proposal_aside
    """,
    "handler inspector leader unit_head": """
        desk:mirror desk:mirror_line desk:mirror_of desk:mirror_open desk:mirror_settle
    """,
    "administrator dispatcher receptionist unit_head": """
        desk:box desk:box_posters desk:box_posters_print desk:boxes
    """,
    "auditor dispatcher inspector leader": """
        desk:contact desk:contact_docx desk:contact_pdf desk:contacts
    """,
    "administrator unit_head": """
        desk:box_change desk:box_new desk:box_switch desk:colleagues desk:leaving
    """,
    "adviser auditor dispatcher inspector leader unit_head": """
        desk:burden desk:economy desk:issues
    """,
    "adviser auditor inspector leader": """
        desk:contests desk:supervision_flags desk:supervision_late
    """,
    "dispatcher inspector": """
        desk:circular_edit desk:circular_new desk:circular_send
    """,
    "dispatcher receptionist": """
        desk:mail desk:mail_item desk:mail_original
    """,
    "dispatcher unit_head": """
        desk:commitment_new
    """,
    "final_reviewer handler inspector reviewer unit_head": """
        desk:differences desk:slow_place desk:unlike_pair
    """,
    "leader": """
        desk:contact_publish desk:leader desk:scorecard_targets
    """,
    "adviser dispatcher inspector leader": """
        desk:sign desk:signs
    """,
    "auditor callback_officer inspector leader": """
        desk:checks desk:draw
    """,
    "callback_officer": """
        desk:call_back_phone desk:call_back_try
    """,
    "callback_officer dispatcher": """
        desk:aside desk:board
    """,
    "identity_keeper": """
        desk:erase desk:erasure_refuse desk:looks
    """,
    "adviser auditor dispatcher handler inspector leader receptionist unit_head": """
        desk:praise
    """,
    "adviser auditor handler inspector leader mediator unit_head": """
        desk:queue
    """,
    "adviser dispatcher unit_head": """
        desk:burden_new
    """,
    "archivist": """
        desk:archive
    """,
    "callback_officer inspector": """
        desk:call_back
    """,
    "handler unit_head": """
        desk:aid_new desk:signal_contest
    """,
    "sealed_officer": """
        desk:sealed
    """,
    "administrator archivist identity_keeper": """
        desk:keeping
    """,
    "archivist identity_keeper sealed_officer": """
        desk:hold_new desk:hold_release
    """,
    "handler sealed_officer unit_head": """
        desk:aid desk:aid_drop desk:aid_end desk:aid_give desk:aid_household desk:aid_notice desk:aid_plan
        desk:aid_post desk:aid_visit desk:aids
    """,
    "unit_head": """
        desk:advice_answer
    """,
    "auditor dispatcher handler inspector leader mediator unit_head": """
        desk:mediation desk:mediation_act desk:mediation_draft desk:mediation_party desk:mediation_session
        desk:mediation_invitation desk:mediation_notice desk:mediation_signed desk:mediations
    """,
}
