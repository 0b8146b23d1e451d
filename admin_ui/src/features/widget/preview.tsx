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
  /** Empty where the widget's own is used. */
  greeting: string;
  isInformal: boolean;
  avatar: string;
  quickReplies: readonly string[];
  language: Language;
}

interface Words {
  disclosure: string;
  question: string;
  field: string;
  /** Of a workshop that has written none itself. */
  greeting: (workshop: string, isInformal: boolean) => string;
  replies: readonly string[];
}

/** What the widget says in each language, as the visitor sees it. */
const words: Readonly<Record<Language, Words>> = {
  DE: {
    disclosure: "Hier antwortet eine KI.",
    question: "Was kostet ein Ölwechsel?",
    field: "Ihre Nachricht …",
    greeting: (workshop, isInformal) =>
      isInformal ? `Hallo! Wie können wir dir bei ${workshop} helfen?` : `Guten Tag! Wie können wir Ihnen bei ${workshop} helfen?`,
    replies: ["Was kostet ein Ölwechsel?", "Wann haben Sie geöffnet?"],
  },
  EN: {
    disclosure: "An AI answers here.",
    question: "How much is an oil change?",
    field: "Your message …",
    greeting: (workshop) => `Hello! How can we help you at ${workshop}?`,
    replies: ["How much is an oil change?", "When are you open?"],
  },
  TR: {
    disclosure: "Burada bir yapay zekâ yanıtlıyor.",
    question: "Yağ değişimi ne kadar?",
    field: "Mesajınız …",
    greeting: (workshop, isInformal) => `Merhaba! ${workshop} olarak ${isInformal ? "sana" : "size"} nasıl yardımcı olabiliriz?`,
    replies: ["Yağ değişimi ne kadar?", "Ne zaman açıksınız?"],
  },
  PL: {
    disclosure: "Tu odpowiada sztuczna inteligencja.",
    question: "Ile kosztuje wymiana oleju?",
    field: "Wiadomość …",
    greeting: (workshop, isInformal) =>
      isInformal ? `Cześć! W czym możemy Ci pomóc w ${workshop}?` : `Dzień dobry! W czym możemy pomóc w ${workshop}?`,
    replies: ["Ile kosztuje wymiana oleju?", "Kiedy jest otwarte?"],
  },
};

export function Preview({ workshopName, color, position, greeting, isInformal, avatar, quickReplies, language }: PreviewProps) {
  const { t } = useLingui();
  const text = textOn(color);
  const { disclosure, question, field, greeting: ownGreeting, replies } = words[language];
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
            <div className={classes.greeting}>{greeting || ownGreeting(workshopName, isInformal)}</div>
            <div className={classes.question} style={{ background: color, color: text }}>
              {question}
            </div>
          </div>
          <div className={classes.chips}>
            {(quickReplies.length > 0 ? quickReplies : replies).map((reply) => (
              <span className={classes.chip} key={reply}>
                {reply}
              </span>
            ))}
          </div>
          <div className={classes.field}>{field}</div>
        </div>
        <div className={classes.button} style={{ background: color, color: text }}>
          <Icon name="messages" size={24} />
        </div>
      </div>
    </div>
  );
}
