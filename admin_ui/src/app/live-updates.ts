/** Follows the workshop's leads for the whole tab, and counts what is unread. */
import { useEffect } from "react";
import { useQuery } from "urql";
import { useFollow } from "../shared/follow";
import { announce, announceAll, useLive, useReturn } from "../shared/live";
import { showUnread } from "../shared/title";
import { LeadChangedSubscription, UnreadLeadsQuery, WaitingConversationsQuery } from "./documents";

export interface Counts {
  unreadLeads: number;
  waitingConversations: number;
}

/** Keep the tab up to date; returns the counts beside the navigation. */
export function useLiveUpdates(): Counts {
  useFollow(LeadChangedSubscription, {}, () => announce("leads", "conversations"));
  useReturn(announceAll);

  const [leads, readLeads] = useQuery({ query: UnreadLeadsQuery });
  const [conversations, readConversations] = useQuery({ query: WaitingConversationsQuery });
  useLive("leads", () => readLeads({ requestPolicy: "network-only" }));
  useLive("conversations", () => readConversations({ requestPolicy: "network-only" }));

  const unreadLeads = leads.data?.leads?.totalCount ?? 0;
  useEffect(() => showUnread(unreadLeads), [unreadLeads]);
  return { unreadLeads, waitingConversations: conversations.data?.conversations?.totalCount ?? 0 };
}
