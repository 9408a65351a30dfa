/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-calendar-private.h"
#include "rules/isg-sentence.h"

static void
load_duty (IsgPackNode *node, IsgRules *rules)
{
  IsgDutyDef *duty = g_new0 (IsgDutyDef, 1);
  const char *wrong;

  duty->id = isg_pack_node_string (node, "id");
  duty->text = isg_pack_node_words (node, "text");
  duty->article = isg_pack_node_string_or (node, "article", NULL);
  duty->verify = isg_pack_node_string_or (node, "verify", NULL);
  duty->term = isg_calendar_topic (node, "term", rules, FALSE);
  duty->times = isg_calendar_topic (node, "times", rules, FALSE);
  duty->classes = isg_calendar_classes (node);
  duty->size_min = (int) isg_pack_node_integer_or (node, "size_min", 0, G_MAXINT, 0);
  duty->size_max = (int) isg_pack_node_integer_or (node, "size_max", 0, G_MAXINT, G_MAXINT);
  isg_pack_node_string (node, "source");
  isg_pack_node_end (node);
  wrong = isg_sentence_check (duty->text.tr);
  if (wrong == NULL)
    wrong = isg_sentence_check (duty->text.en);
  if (wrong != NULL)
    isg_pack_node_fail (node, "text", "%s", wrong);
  if (duty->article == NULL && duty->term == NULL)
    isg_pack_node_fail (node, "article", "missing");
  g_ptr_array_add (rules->calendar->duties, duty);
}

void
isg_duty_defs_load (IsgPackNode *list, IsgRules *rules)
{
  for (guint i = 0; i < isg_pack_node_length (list); i++)
    load_duty (isg_pack_node_nth_object (list, i), rules);
}

void
isg_workplace_duty_free (IsgWorkplaceDuty *duty)
{
  if (duty == NULL)
    return;

  g_free (duty->text);
  g_free (duty);
}

static char *
number (IsgDecimal n)
{
  return isg_decimal_to_string (n, 0);
}

static void
put_product (GHashTable *pairs, const char *name, IsgDecimal a, IsgDecimal b)
{
  IsgDecimal product;

  if (isg_decimal_multiply (a, b, &product))
    g_hash_table_insert (pairs, (gpointer) name, number (product));
}

/* {class}, {employees}; of the term {n}, of all employees {total}, and with the second {product}.
 */
static GHashTable *
places_of (IsgRules *rules,
           const IsgDutyDef *duty,
           const IsgTerm *term,
           const char *hazard_class,
           guint employees,
           IsgDate today)
{
  GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  const IsgCodeList *classes = isg_rules_code_list (rules, "hazard_class");
  const IsgTerm *times
    = duty->times != NULL
        ? isg_rules_term (rules, duty->times, hazard_class, (int) employees, today)
        : NULL;

  g_hash_table_insert (pairs, (gpointer) "employees", g_strdup_printf ("%u", employees));
  if (classes != NULL && hazard_class != NULL) {
    g_hash_table_insert (pairs,
                         (gpointer) "class.tr",
                         g_strdup (isg_code_list_label (classes, hazard_class, ISG_LANGUAGE_TR)));
    g_hash_table_insert (pairs,
                         (gpointer) "class.en",
                         g_strdup (isg_code_list_label (classes, hazard_class, ISG_LANGUAGE_EN)));
  }
  if (term == NULL)
    return pairs;
  g_hash_table_insert (pairs, (gpointer) "n", number (term->value));
  put_product (pairs, "total", term->value, isg_decimal_from_int (employees));
  if (times != NULL)
    put_product (pairs, "product", term->value, times->value);
  return pairs;
}

static IsgWorkplaceDuty *
make_duty (IsgRules *rules,
           const IsgDutyDef *def,
           const char *hazard_class,
           guint employees,
           IsgDate today,
           IsgLanguage language)
{
  const IsgTerm *term = def->term != NULL
                          ? isg_rules_term (rules, def->term, hazard_class, (int) employees, today)
                          : NULL;
  g_autoptr (GHashTable) pairs = NULL;
  IsgWorkplaceDuty *duty;

  if (def->term != NULL && term == NULL)
    return NULL;
  pairs = places_of (rules, def, term, hazard_class, employees, today);
  duty = g_new0 (IsgWorkplaceDuty, 1);
  duty->id = def->id;
  duty->text = isg_rules_fill_words (&def->text, pairs, language);
  duty->article = def->article != NULL || term == NULL ? def->article : term->article;
  duty->verify = term != NULL && term->verify != NULL ? term->verify : def->verify;
  return duty;
}

GPtrArray *
isg_rules_workplace_duties (IsgRules *rules,
                            const char *hazard_class,
                            guint employees,
                            IsgDate today,
                            IsgLanguage language)
{
  GPtrArray *duties = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_workplace_duty_free);
  GPtrArray *defs;

  g_return_val_if_fail (rules != NULL, duties);

  defs = rules->calendar->duties;
  for (guint i = 0; i < defs->len; i++) {
    const IsgDutyDef *def = g_ptr_array_index (defs, i);
    IsgWorkplaceDuty *duty = NULL;

    if ((int) employees >= def->size_min && (int) employees <= def->size_max
        && isg_calendar_class_fits (def->classes, hazard_class))
      duty = make_duty (rules, def, hazard_class, employees, today, language);
    if (duty != NULL)
      g_ptr_array_add (duties, duty);
  }
  return duties;
}
