"""What the headers of people's tables are called, in the languages they write them in."""

RECOMMENDATIONS = {
    "code": "id key",
    "topic": "agenda_topic issue subject theme agenda_item topics issues 議題 議題名 論点 テーマ 課題 分野 項目 "
    "thema themen sujet thème",
    "dialogues": "forum forums dialogue venue where_to_raise 対話 枠組み 会議体 協議体 フォーラム 提起先 会合 "
    "dialog gremium foren enceinte",
    "by": "recommender recommended_by author who source_author organization "
    "organisation institution proposed_by 提言者 提案者 著者 執筆者 発言者 提言元 機関 "
    "empfohlen_von autor urheber verfasser auteur recommandé_par",
    "document": "source source_title title document_title publication paper report "
    "article 文書 出典 資料 典拠 文献 題名 文書名 報告書 dokument quelle titel bericht "
    "source_document publication_title titre",
    "locator": "paragraph page place pages 頁 ページ 該当箇所 箇所 seite absatz fundstelle",
    "made_on": "date made recommended_on published published_on publication_date "
    "date_published 日付 提言日 年月日 発表日 公表日 掲載日 datum veröffentlicht",
    "kind": "type 種別 区分 種類 art typ",
    "summary": "ask asks recommendation text recommendation_text what description wording 提言 "
    "提言内容 内容 概要 要旨 要約 本文 empfehlung wortlaut zusammenfassung recommandation "
    "résumé",
}
FIRST_DAY = "date day held meeting_date start start_date first_day begins 日付 開催日 開始日 beginn"
LAST_DAY = "end end_date last_day until ended ends to 終了日 最終日 ende bis_datum fin date_de_fin"
