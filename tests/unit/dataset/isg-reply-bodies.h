/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the Ministry says, for the tables of the reply tests. */
#define NS_A "http://ws.csgbwebservices.csgb.gov.tr/"
#define NS_B "http://ws.ibys.ailevecalisma.gov.tr/"
#define SOAP "http://schemas.xmlsoap.org/soap/envelope/"

#define ENVELOPE(inner)                                                                            \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?><S:Envelope xmlns:S=\"" SOAP "\"><S:Body>" inner      \
  "</S:Body></S:Envelope>"
#define SAVE_A(inner)                                                                              \
  ENVELOPE ("<ns2:egitimBildirimKaydetResponse xmlns:ns2=\"" NS_A "\">" inner                      \
            "</ns2:egitimBildirimKaydetResponse>")
#define SAVE_B(inner)                                                                              \
  ENVELOPE ("<ns2:egitimBildirimKaydetResponse xmlns:ns2=\"" NS_B "\">" inner                      \
            "</ns2:egitimBildirimKaydetResponse>")
#define QUERY_A(inner)                                                                             \
  ENVELOPE ("<ns2:egitimBildirimSorgulaResponse xmlns:ns2=\"" NS_A "\">" inner                     \
            "</ns2:egitimBildirimSorgulaResponse>")
#define QUERY_B(inner)                                                                             \
  ENVELOPE ("<ns2:egitimSorgulaResponse xmlns:ns2=\"" NS_B "\">" inner                             \
            "</ns2:egitimSorgulaResponse>")
#define PROBE_B(inner)                                                                             \
  ENVELOPE ("<ns2:EgitimKoduBilgisiResponse xmlns:ns2=\"" NS_B "\">" inner                         \
            "</ns2:EgitimKoduBilgisiResponse>")
#define FAULT(code)                                                                                \
  ENVELOPE ("<S:Fault xmlns:ns3=\"urn:x\"><faultcode>" code                                        \
            "</faultcode><faultstring>Okunamadı</faultstring></S:Fault>")
#define RETURN(inner)  "<return>" inner "</return>"
#define STATUS(code)   "<status>" code "</status>"
#define MESSAGE(text)  "<message>" text "</message>"
#define NUMBER(number) "<sorguNo>" number "</sorguNo>"
#define ITEM(employee, topic, minutes, status)                                                     \
  "<kayitBilgisi><calisan><calisanTckNo>" employee                                                 \
  "</calisanTckNo></calisan><egitim><egitimKoduId>" topic "</egitimKoduId><egitimSuresi>" minutes  \
  "</egitimSuresi></egitim><message>m</message><status>" status "</status></kayitBilgisi>"
#define STORED(number, employee, topic, minutes, status)                                           \
  "<return><calisanTcNo>" employee "</calisanTcNo><egitimKoduId>" topic                            \
  "</egitimKoduId><egitimSuresi>" minutes                                                          \
  "</egitimSuresi><egitimTarihi>04-01-2019</egitimTarihi><sorguNo>" number                         \
  "</sorguNo><status>" status "</status></return>"
