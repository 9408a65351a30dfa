/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-sign-basket.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-error-text.h"
#include "app/isg-pages.h"
#include "app/isg-sign-basket-jobs.h"
#include "app/isg-text-scale.h"
#include "submit/isg-status.h"

#define SHEET_WIDTH  560
#define SHEET_HEIGHT 620
/* How often the reader is looked at: a card that is put in is seen without anyone's doing. */
#define LOOK_SECONDS 2

struct _IsgSignBasket {
  IsgSheet parent_instance;

  GtkLabel *card_label;   /* (unowned) */
  GtkLabel *notice_label; /* (unowned) */
  GtkStack *stack;        /* (unowned) */
  GtkListBox *list;       /* (unowned) */
  GtkWidget *pin_box;     /* (unowned) */
  GtkEditable *pin;       /* (unowned) */
  GtkLabel *tries_label;  /* (unowned) */

  IsgContext *context;     /* (owned) */
  IsgWindow *window;       /* (unowned) (nullable): weak */
  IsgBasketReader *reader; /* (owned) */
  IsgBasketCard *card;     /* (owned) (nullable): until it was read */
  GPtrArray *rows;         /* (owned) (nullable) (element-type IsgBasketRow) */
  GHashTable *left_out;    /* (owned): uuids whose tick was taken away */
  GStrv only;              /* (owned) (nullable): uuids that begin with a tick; all */
  GCancellable *signing;   /* (owned) (nullable): while it signs */
  gboolean asking;         /* the Ministry, anew, who is registered where */
  guint look_source;       /* timeout, or 0 */
  gboolean looking;
  gboolean closed;
};

enum {
  SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgSignBasket, isg_sign_basket, ISG_TYPE_SHEET)

static gint64
now (IsgSignBasket *self)
{
  return isg_clock_now (isg_context_clock (self->context));
}

static gboolean
is_mine (IsgSignBasket *self, const IsgBasketRow *row)
{
  return isg_basket_card_find (self->card, row->signer, now (self)) != NULL;
}

static gboolean
is_ticked (IsgSignBasket *self, const IsgBasketRow *row)
{
  return is_mine (self, row) && !g_hash_table_contains (self->left_out, row->record_uuid);
}

static guint
count_ticked (IsgSignBasket *self)
{
  guint n = 0;

  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    n += is_ticked (self, g_ptr_array_index (self->rows, i)) ? 1 : 0;
  return n;
}

/* ---- what can be done now ---- */

static gboolean
can_sign (IsgSignBasket *self)
{
  return self->signing == NULL && self->card != NULL && self->card->code < 0
         && self->card->tries != ISG_PIN_TRIES_LOCKED && count_ticked (self) > 0
         && *gtk_editable_get_text (self->pin) != '\0';
}

static void
update_act (IsgSignBasket *self)
{
  guint n = count_ticked (self);
  g_autofree char *label = NULL;

  if (n == 0)
    label = g_strdup (_ ("Sign"));
  else
    label = g_strdup_printf (g_dngettext (NULL, "Sign %u record", "Sign %u records", n), n);
  isg_sheet_set_act_label (ISG_SHEET (self), label);
  isg_sheet_set_act_sensitive (ISG_SHEET (self), can_sign (self));
}

/* ---- rows ---- */

static void show_rows (IsgSignBasket *self);

static void
tick_cb (GtkCheckButton *check, IsgSignBasket *self)
{
  const IsgBasketRow *row = g_object_get_data (G_OBJECT (check), "isg-row");

  if (gtk_check_button_get_active (check))
    g_hash_table_remove (self->left_out, row->record_uuid);
  else
    g_hash_table_add (self->left_out, g_strdup (row->record_uuid));
  update_act (self);
}

static gpointer
read_kind (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgStatus) status = isg_status_get (store, data, isg_i18n_language (), error);

  return status != NULL ? g_variant_ref_sink (g_variant_new ("(ss)", status->kind, status->uuid))
                        : NULL;
}

static void
kind_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSignBasket) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) target = isg_tasks_finish (result, &error);

  if (self->closed)
    return;
  if (target == NULL) {
    g_autofree char *sentence = isg_error_text (error);

    isg_sheet_set_error (ISG_SHEET (self), sentence);
    return;
  }
  if (self->window != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self->window), "open-record", target);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_cb (GtkButton *button, IsgSignBasket *self)
{
  const IsgBasketRow *row = g_object_get_data (G_OBJECT (button), "isg-row");

  isg_tasks_run (isg_context_tasks (self->context),
                 read_kind,
                 g_strdup (row->record_uuid),
                 g_free,
                 (GDestroyNotify) g_variant_unref,
                 NULL,
                 kind_read_cb,
                 g_object_ref (self));
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label",
                                   text,
                                   "xalign",
                                   0.0F,
                                   "wrap",
                                   TRUE,
                                   "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR,
                                   NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
ask_again_cb (IsgSignBasket *self)
{
  self->asking = TRUE;
  isg_sheet_set_error (ISG_SHEET (self), NULL);
  show_rows (self);
  isg_worker_ask_bonds (isg_context_worker (self->context));
}

static GtkWidget *
make_ask_again (IsgSignBasket *self)
{
  GtkWidget *button = gtk_button_new_with_label (self->asking ? _ ("Asking…") : _ ("Ask again"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_sensitive (button, !self->asking && self->signing == NULL);
  g_signal_connect_object (button, "clicked", G_CALLBACK (ask_again_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_words (IsgSignBasket *self, const IsgBasketRow *row)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *facts = isg_basket_row_facts (row, self->card == NULL || is_mine (self, row));

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), new_label (row->title, NULL));
  gtk_box_append (GTK_BOX (words), new_label (facts, "dim-label"));
  if (row->foretold != NULL)
    gtk_box_append (GTK_BOX (words), new_label (row->foretold, "notice"));
  if (row->ask_again)
    gtk_box_append (GTK_BOX (words), make_ask_again (self));
  return words;
}

static GtkWidget *
make_tick (IsgSignBasket *self, IsgBasketRow *row)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_ticked (self, row));
  gtk_widget_set_sensitive (check, is_mine (self, row) && self->signing == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  row->title,
                                  -1);
  g_object_set_data (G_OBJECT (check), "isg-row", row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (tick_cb), self, 0);
  return check;
}

static GtkWidget *
make_show (IsgSignBasket *self, IsgBasketRow *row)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Show"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "isg-row", row);
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_cb), self, 0);
  return button;
}

static void
append_row (IsgSignBasket *self, IsgBasketRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *list_row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (box, "basket-row");
  gtk_box_append (GTK_BOX (box), make_tick (self, row));
  gtk_box_append (GTK_BOX (box), make_words (self, row));
  gtk_box_append (GTK_BOX (box), make_show (self, row));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (list_row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list_row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  row->title,
                                  -1);
  gtk_list_box_append (self->list, list_row);
}

/* This card's rows first; those of others are set apart below. */
static void
show_rows (IsgSignBasket *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  if (self->rows == NULL)
    return;
  for (int mine = 1; mine >= 0; mine--)
    for (guint i = 0; i < self->rows->len; i++) {
      IsgBasketRow *row = g_ptr_array_index (self->rows, i);

      if (is_mine (self, row) == mine)
        append_row (self, row);
    }
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->pin_box, self->rows->len > 0);
}

static void
show_card (IsgSignBasket *self)
{
  g_autofree char *line = isg_basket_card_line (self->card, now (self));
  g_autofree char *notice
    = self->rows != NULL ? isg_basket_notice (self->card, self->rows, now (self)) : NULL;
  g_autofree char *tries = isg_basket_tries_line (self->card);
  /* Translators: what the card tells of the tries left, then that the program keeps no PIN. */
  g_autofree char *tries_and_note
    = *tries != '\0' ? g_strdup_printf (_ ("%s The PIN is not kept."), tries)
                     : g_strdup (_ ("The PIN is not kept."));

  gtk_label_set_label (self->card_label, line);
  gtk_label_set_label (self->notice_label, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), notice != NULL);
  gtk_label_set_label (self->tries_label, tries_and_note);
}

static void
show_all (IsgSignBasket *self)
{
  show_rows (self);
  show_card (self);
  update_act (self);
  g_signal_emit (self, signals[SETTLED], 0);
}

/* ---- looking at the card ---- */

/* Whether a second look saw the same: the list is then left as it is, with its focus. */
static gboolean
same_card (const IsgBasketCard *a, const IsgBasketCard *b)
{
  if (a == NULL || b == NULL || a->code != b->code || a->tries != b->tries)
    return FALSE;
  if (a->certificates == NULL || b->certificates == NULL)
    return a->certificates == b->certificates;
  if (a->certificates->len != b->certificates->len)
    return FALSE;
  for (guint i = 0; i < a->certificates->len; i++) {
    const IsgSignerCertificate *one = g_ptr_array_index (a->certificates, i);
    const IsgSignerCertificate *other = g_ptr_array_index (b->certificates, i);

    if (g_strcmp0 (one->fingerprint, other->fingerprint) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
take_card (IsgSignBasket *self, IsgBasketCard *card)
{
  gboolean same = same_card (self->card, card);

  isg_basket_card_free (self->card);
  self->card = card;
  if (!same)
    show_all (self);
}

static void
card_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSignBasket) self = user_data;
  g_autoptr (GError) error = NULL;
  IsgBasketCard *card = isg_tasks_finish (result, &error);

  self->looking = FALSE;
  if (self->closed || self->signing != NULL) {
    isg_basket_card_free (card);
    return;
  }
  if (card != NULL) {
    take_card (self, card);
  } else {
    g_autofree char *sentence = isg_error_text (error);

    isg_sheet_set_error (ISG_SHEET (self), sentence);
  }
}

static void
look_at_card (IsgSignBasket *self)
{
  if (self->looking || self->signing != NULL || self->closed)
    return;
  self->looking = TRUE;
  isg_tasks_run (isg_context_card_tasks (self->context),
                 isg_basket_read_card,
                 isg_basket_reader_ref (self->reader),
                 (GDestroyNotify) isg_basket_reader_unref,
                 (GDestroyNotify) isg_basket_card_free,
                 NULL,
                 card_read_cb,
                 g_object_ref (self));
}

static gboolean
look_cb (gpointer data)
{
  look_at_card (data);
  return G_SOURCE_CONTINUE;
}

/* ---- the list ---- */

static void
leave_out_others (IsgSignBasket *self)
{
  for (guint i = 0; self->only != NULL && i < self->rows->len; i++) {
    const IsgBasketRow *row = g_ptr_array_index (self->rows, i);

    if (!g_strv_contains ((const char *const *) self->only, row->record_uuid))
      g_hash_table_add (self->left_out, g_strdup (row->record_uuid));
  }
}

static void
list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSignBasket) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = isg_tasks_finish (result, &error);

  if (self->closed) {
    g_clear_pointer (&rows, g_ptr_array_unref);
    return;
  }
  if (rows == NULL) {
    g_autofree char *sentence = isg_error_text (error);

    isg_sheet_set_error (ISG_SHEET (self), sentence);
    return;
  }
  self->rows = rows;
  leave_out_others (self);
  show_all (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->pin));
}

static void
read_list (IsgSignBasket *self)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_basket_read_list,
                 NULL,
                 NULL,
                 (GDestroyNotify) g_ptr_array_unref,
                 NULL,
                 list_read_cb,
                 g_object_ref (self));
}

/* ---- asking again ---- */

/* Who is shown stays, with what is known now. */
static void
take_known (IsgSignBasket *self, GPtrArray *fresh)
{
  for (guint i = 0; i < self->rows->len; i++) {
    IsgBasketRow *row = g_ptr_array_index (self->rows, i);

    for (guint j = 0; j < fresh->len; j++) {
      IsgBasketRow *other = g_ptr_array_index (fresh, j);

      if (!g_str_equal (row->record_uuid, other->record_uuid))
        continue;
      g_free (row->foretold);
      row->foretold = g_steal_pointer (&other->foretold);
      row->ask_again = other->ask_again;
    }
  }
}

static void
known_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSignBasket) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fresh = isg_tasks_finish (result, &error);

  if (self->closed || self->rows == NULL)
    return;
  if (fresh != NULL)
    take_known (self, fresh);
  show_rows (self);
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
bonds_asked_cb (IsgSignBasket *self, gboolean answered)
{
  if (self->closed || !self->asking)
    return;
  self->asking = FALSE;
  if (!answered)
    isg_sheet_set_error (ISG_SHEET (self),
                         _ ("The Ministry did not answer; what was known stays. You can sign all "
                            "the same."));
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_basket_read_list,
                 NULL,
                 NULL,
                 (GDestroyNotify) g_ptr_array_unref,
                 NULL,
                 known_read_cb,
                 g_object_ref (self));
}

/* ---- signing ---- */

/* From the card's thread to the sheet; the sheet is touched in the main thread alone. */
typedef struct {
  IsgSignBasket *self; /* (owned) */
  guint done;
  guint total;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->self);
  g_free (step);
}

static gboolean
step_cb (gpointer data)
{
  const Step *step = data;
  g_autofree char *text = NULL;

  if (step->self->closed || step->self->signing == NULL)
    return G_SOURCE_REMOVE;
  text = g_strdup_printf (_ ("Signing: %u / %u"), step->done, step->total);
  isg_sheet_set_progress (ISG_SHEET (step->self),
                          text,
                          step->total > 0 ? (double) step->done / step->total : 0);
  return G_SOURCE_REMOVE;
}

/* The job holds a reference that is given back in the main thread, so this one is never the last.
 */
static void
progress_cb (guint done, guint total, gpointer user_data)
{
  Step *step = g_new (Step, 1);

  *step = (Step){ g_object_ref (user_data), done, total };
  g_idle_add_full (G_PRIORITY_DEFAULT, step_cb, step, step_free);
}

static gboolean
still_waits (GPtrArray *rows, const char *uuid)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((IsgBasketRow *) g_ptr_array_index (rows, i))->record_uuid, uuid) == 0)
      return TRUE;
  return FALSE;
}

static guint
count_signed (GStrv records, GPtrArray *waiting)
{
  guint n = 0;

  for (guint i = 0; waiting != NULL && records[i] != NULL; i++)
    n += still_waits (waiting, records[i]) ? 0 : 1;
  return n;
}

static void
tell_signed (IsgSignBasket *self, guint n)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (g_dngettext (NULL,
                                       "%u record signed and queued.",
                                       "%u records signed and queued.",
                                       n),
                          n);
  if (self->window != NULL)
    isg_window_toast (self->window, text, NULL, NULL, NULL, FALSE);
}

/* Nothing is added while it is open: a row stays only when it was shown before. */
static void
keep_shown (IsgSignBasket *self, GPtrArray *waiting)
{
  for (guint i = self->rows->len; i > 0; i--) {
    const IsgBasketRow *row = g_ptr_array_index (self->rows, i - 1);

    if (!still_waits (waiting, row->record_uuid))
      g_ptr_array_remove_index (self->rows, i - 1);
  }
}

static void
show_failure (IsgSignBasket *self, const IsgBasketOutcome *outcome, guint n_signed, guint n_asked)
{
  IsgPinTries tries = outcome->card != NULL ? outcome->card->tries : ISG_PIN_TRIES_UNKNOWN;
  g_autofree char *sentence
    = isg_basket_failure (outcome->error, tries, n_signed, n_asked - n_signed);

  isg_sheet_set_error (ISG_SHEET (self), sentence);
  gtk_widget_grab_focus (GTK_WIDGET (self->pin));
}

typedef struct {
  IsgSignBasket *self; /* (owned) */
  GStrv records;       /* (owned) */
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->self);
  g_strfreev (asked->records);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
take_outcome (IsgSignBasket *self, IsgBasketOutcome *outcome, GStrv records)
{
  guint n_asked = g_strv_length (records);
  guint n_signed = count_signed (records, outcome->rows);

  isg_context_changed (self->context);
  if (self->closed) {
    tell_signed (self, n_signed);
    return;
  }
  isg_sheet_set_progress (ISG_SHEET (self), NULL, 0);
  if (outcome->error == NULL) {
    tell_signed (self, n_signed);
    isg_sheet_finish (ISG_SHEET (self));
    return;
  }
  if (outcome->rows != NULL)
    keep_shown (self, outcome->rows);
  if (outcome->card != NULL) {
    isg_basket_card_free (self->card);
    self->card = g_steal_pointer (&outcome->card);
  }
  show_failure (self, outcome, n_signed, n_asked);
  show_all (self);
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  IsgBasketOutcome *outcome = isg_tasks_finish (result, &error);

  g_clear_object (&asked->self->signing);
  if (!asked->self->closed)
    gtk_editable_set_editable (asked->self->pin, TRUE);
  if (outcome == NULL) {
    outcome = g_new0 (IsgBasketOutcome, 1);
    outcome->error = g_steal_pointer (&error);
  }
  take_outcome (asked->self, outcome, asked->records);
  isg_basket_outcome_free (outcome);
}

static GStrv
ticked_records (IsgSignBasket *self)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++) {
    const IsgBasketRow *row = g_ptr_array_index (self->rows, i);

    if (is_ticked (self, row))
      g_ptr_array_add (uuids, g_strdup (row->record_uuid));
  }
  g_ptr_array_add (uuids, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&uuids), FALSE);
}

/* The entry is emptied after each try; its buffer wipes itself. */
static IsgSecret *
take_pin (IsgSignBasket *self, GError **error)
{
  IsgSecret *pin = isg_secret_new (gtk_editable_get_text (self->pin), -1, error);

  gtk_editable_set_text (self->pin, "");
  return pin;
}

static void
start_signing (IsgSignBasket *self, IsgSecret *pin)
{
  IsgBasketJob *job = g_new0 (IsgBasketJob, 1);
  Asked *asked = g_new (Asked, 1);

  job->reader = isg_basket_reader_ref (self->reader);
  job->records = ticked_records (self);
  job->pin = isg_secret_ref (pin);
  job->progress = progress_cb;
  job->progress_data = g_object_ref (self);
  job->progress_free = g_object_unref;
  *asked = (Asked){ g_object_ref (self), g_strdupv (job->records) };
  self->signing = g_cancellable_new ();
  isg_sheet_set_error (ISG_SHEET (self), NULL);
  /* Not insensitive: GTK 4.8 warns of an entry that loses its focus in that way. */
  gtk_editable_set_editable (self->pin, FALSE);
  update_act (self);
  isg_tasks_run (isg_context_card_tasks (self->context),
                 isg_basket_sign,
                 job,
                 isg_basket_job_free,
                 isg_basket_outcome_free,
                 self->signing,
                 signed_cb,
                 asked);
}

static void
isg_sign_basket_act (IsgSheet *sheet)
{
  IsgSignBasket *self = ISG_SIGN_BASKET (sheet);
  g_autoptr (IsgSecret) pin = NULL;
  g_autoptr (GError) error = NULL;

  if (!can_sign (self))
    return;
  pin = take_pin (self, &error);
  if (pin == NULL) {
    g_autofree char *sentence = isg_error_text (error);

    isg_sheet_set_error (sheet, sentence);
    return;
  }
  start_signing (self, pin);
}

static void
isg_sign_basket_cancelled (IsgSheet *sheet)
{
  IsgSignBasket *self = ISG_SIGN_BASKET (sheet);

  gtk_editable_set_text (self->pin, "");
  if (self->signing != NULL)
    g_cancellable_cancel (self->signing);
}

static void
pin_activated_cb (IsgSignBasket *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "sheet.act", NULL);
}

/* ---- the class ---- */

static void
unmap_cb (IsgSignBasket *self)
{
  self->closed = TRUE;
  g_clear_handle_id (&self->look_source, g_source_remove);
}

static void
isg_sign_basket_dispose (GObject *object)
{
  IsgSignBasket *self = ISG_SIGN_BASKET (object);

  self->closed = TRUE;
  g_clear_handle_id (&self->look_source, g_source_remove);
  G_OBJECT_CLASS (isg_sign_basket_parent_class)->dispose (object);
}

static void
isg_sign_basket_finalize (GObject *object)
{
  IsgSignBasket *self = ISG_SIGN_BASKET (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->context);
  g_clear_object (&self->signing);
  g_clear_pointer (&self->reader, isg_basket_reader_unref);
  g_clear_pointer (&self->card, isg_basket_card_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->left_out, g_hash_table_unref);
  g_clear_pointer (&self->only, g_strfreev);
  G_OBJECT_CLASS (isg_sign_basket_parent_class)->finalize (object);
}

static void
isg_sign_basket_class_init (IsgSignBasketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = isg_sign_basket_dispose;
  object_class->finalize = isg_sign_basket_finalize;
  ISG_SHEET_CLASS (klass)->act = isg_sign_basket_act;
  ISG_SHEET_CLASS (klass)->cancelled = isg_sign_basket_cancelled;
  signals[SETTLED] = g_signal_new ("settled",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
isg_sign_basket_init (IsgSignBasket *self)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource ("/io/github/isgdefteri/IsgDefteri/ui/sign-basket.ui");

  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->card_label = GTK_LABEL (gtk_builder_get_object (builder, "card"));
  self->notice_label = GTK_LABEL (gtk_builder_get_object (builder, "notice"));
  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  self->pin_box = GTK_WIDGET (gtk_builder_get_object (builder, "pin_box"));
  self->pin = GTK_EDITABLE (gtk_builder_get_object (builder, "pin"));
  self->tries_label = GTK_LABEL (gtk_builder_get_object (builder, "tries"));
  isg_sheet_set_content (ISG_SHEET (self),
                         GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  gtk_window_set_default_size (GTK_WINDOW (self),
                               isg_scaled (SHEET_WIDTH),
                               isg_scaled (SHEET_HEIGHT));
  g_signal_connect_object (self->pin,
                           "activate",
                           G_CALLBACK (pin_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pin, "changed", G_CALLBACK (update_act), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
}

IsgSignBasket *
isg_sign_basket_new (IsgContext *context, GtkWindow *parent, IsgSigner *signer)
{
  IsgSignBasket *self;

  g_return_val_if_fail (ISG_IS_CONTEXT (context), NULL);

  self = g_object_new (ISG_TYPE_SIGN_BASKET,
                       "transient-for",
                       parent,
                       "title",
                       _ ("Sign basket"), "act-name", _ ("Sign"), "act-label", _ ("Sign"), NULL);
  self->context = g_object_ref (context);
  self->reader = isg_basket_reader_new (signer);
  g_signal_connect_object (isg_context_worker (context),
                           "bonds-asked",
                           G_CALLBACK (bonds_asked_cb),
                           self,
                           G_CONNECT_SWAPPED);
  if (ISG_IS_WINDOW (parent))
    g_set_weak_pointer (&self->window, ISG_WINDOW (parent));
  show_card (self);
  update_act (self);
  read_list (self);
  look_at_card (self);
  self->look_source = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  return self;
}

void
isg_sign_basket_tick_only (IsgSignBasket *self, const char *const *records)
{
  g_return_if_fail (ISG_IS_SIGN_BASKET (self));

  g_strfreev (self->only);
  self->only = g_strdupv ((char **) records);
}

void
isg_sign_basket_open (IsgWindow *window)
{
  IsgContext *context = isg_window_context (window);

  g_return_if_fail (context != NULL);

  gtk_window_present (GTK_WINDOW (isg_sign_basket_new (context, GTK_WINDOW (window), NULL)));
}
