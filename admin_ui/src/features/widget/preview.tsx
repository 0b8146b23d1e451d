/** The widget as a visitor will see it. */
import { useLingui } from "@lingui/react/macro";
import type { Language, WidgetPosition } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { textOn } from "./color";
import classes from "./widget.module.css";

interface PreviewProps {
  workshopName: string;
  color: string;
  position: WidgetPosition;
  greeting: string;
  avatar: string;
  quickReplies: readonly string[];
  language: Language;
}

/** What the widget says in each language, as the visitor sees it. */
const words: Readonly<Record<Language, { disclosure: string; question: string; field: string }>> = {
  DE: { disclosure: "Hier antwortet eine KI.", question: "Was kostet ein Ölwechsel?", field: "Ihre Nachricht …" },
  EN: { disclosure: "An AI answers here.", question: "How much is an oil change?", field: "Your message …" },
  TR: { disclosure: "Burada bir yapay zekâ yanıtlıyor.", question: "Yağ değişimi ne kadar?", field: "Mesajınız …" },
  PL: { disclosure: "Tu odpowiada sztuczna inteligencja.", question: "Ile kosztuje wymiana oleju?", field: "Wiadomość …" },
};

export function Preview({ workshopName, color, position, greeting, avatar, quickReplies, language }: PreviewProps) {
  const { t } = useLingui();
  const text = textOn(color);
  const { disclosure, question, field } = words[language];
  return (
    <div aria-label={t`Preview of the widget`} className={classes.site} role="img">
      <div className={classes.siteBar} />
      <div className={classes.siteLine} />
      <div className={classes.siteLine} style={{ width: "42%" }} />
      <div className={classes.widget} data-position={position} lang={language.toLowerCase()}>
        <div className={classes.panel}>
          <div className={classes.title} style={{ background: color, color: text }}>
            {avatar && <span className={classes.avatar}>{avatar}</span>}
            {workshopName}
          </div>
          <div className={classes.talk}>
            <div className={classes.disclosure}>{disclosure}</div>
            <div className={classes.greeting}>{greeting}</div>
            <div className={classes.question} style={{ background: color, color: text }}>
              {question}
            </div>
          </div>
          {quickReplies.length > 0 && (
            <div className={classes.chips}>
              {quickReplies.map((reply) => (
                <span className={classes.chip} key={reply}>
                  {reply}
                </span>
              ))}
            </div>
          )}
          <div className={classes.field}>{field}</div>
        </div>
        <div className={classes.button} style={{ background: color, color: text }}>
          <Icon name="messages" size={24} />
        </div>
      </div>
    </div>
  );
}
