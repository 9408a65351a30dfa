/* SPDX-License-Identifier: GPL-3.0-or-later */
static int
tangled (int a)
{
  if (a == 0)
    return 0;
  if (a == 1)
    return 1;
  if (a == 2)
    return 4;
  if (a == 3)
    return 9;
  if (a == 4)
    return 16;
  if (a == 5)
    return 25;
  if (a == 6)
    return 36;
  if (a == 7)
    return 49;
  if (a == 8)
    return 64;
  if (a == 9)
    return 81;
  if (a == 10)
    return 100;
  if (a == 11)
    return 121;
  if (a == 12)
    return 144;
  if (a == 13)
    return 169;
  if (a == 14)
    return 196;
  if (a == 15)
    return 225;
  if (a == 16)
    return 256;
  if (a == 17)
    return 289;
  if (a == 18)
    return 324;
  if (a == 19)
    return 361;
  if (a == 20)
    return 400;
  if (a == 21)
    return 441;
  if (a == 22)
    return 484;
  if (a == 23)
    return 529;
  if (a == 24)
    return 576;
  if (a == 25)
    return 625;
  if (a == 26)
    return 676;
  if (a == 27)
    return 729;
  if (a == 28)
    return 784;
  if (a == 29)
    return 841;
  if (a == 30)
    return 900;
  if (a == 31)
    return 961;
  if (a == 32)
    return 1024;
  if (a == 33)
    return 1089;
  if (a == 34)
    return 1156;
  if (a == 35)
    return 1225;
  if (a == 36)
    return 1296;
  if (a == 37)
    return 1369;
  if (a == 38)
    return 1444;
  if (a == 39)
    return 1521;
  if (a == 40)
    return 1600;
  if (a == 41)
    return 1681;
  if (a == 42)
    return 1764;
  if (a == 43)
    return 1849;
  if (a == 44)
    return 1936;
  if (a == 45)
    return 2025;
  if (a == 46)
    return 2116;
  if (a == 47)
    return 2209;
  if (a == 48)
    return 2304;
  if (a == 49)
    return 2401;
  if (a == 50)
    return 2500;
  if (a == 51)
    return 2601;
  if (a == 52)
    return 2704;
  if (a == 53)
    return 2809;
  if (a == 54)
    return 2916;
  if (a == 55)
    return 3025;
  if (a == 56)
    return 3136;
  if (a == 57)
    return 3249;
  if (a == 58)
    return 3364;
  if (a == 59)
    return 3481;
  if (a == 60)
    return 3600;
  if (a == 61)
    return 3721;
  if (a == 62)
    return 3844;
  if (a == 63)
    return 3969;
  if (a == 64)
    return 4096;
  if (a == 65)
    return 4225;
  if (a == 66)
    return 4356;
  if (a == 67)
    return 4489;
  if (a == 68)
    return 4624;
  if (a == 69)
    return 4761;
  if (a == 70)
    return 4900;
  if (a == 71)
    return 5041;
  if (a == 72)
    return 5184;
  if (a == 73)
    return 5329;
  if (a == 74)
    return 5476;
  if (a == 75)
    return 5625;
  if (a == 76)
    return 5776;
  if (a == 77)
    return 5929;
  if (a == 78)
    return 6084;
  if (a == 79)
    return 6241;
  if (a == 80)
    return 6400;
  if (a == 81)
    return 6561;
  if (a == 82)
    return 6724;
  if (a == 83)
    return 6889;
  if (a == 84)
    return 7056;
  if (a == 85)
    return 7225;
  if (a == 86)
    return 7396;
  if (a == 87)
    return 7569;
  if (a == 88)
    return 7744;
  if (a == 89)
    return 7921;
  if (a == 90)
    return 8100;
  if (a == 91)
    return 8281;
  if (a == 92)
    return 8464;
  if (a == 93)
    return 8649;
  if (a == 94)
    return 8836;
  if (a == 95)
    return 9025;
  if (a == 96)
    return 9216;
  if (a == 97)
    return 9409;
  if (a == 98)
    return 9604;
  if (a == 99)
    return 9801;
  if (a == 100)
    return 10000;
  if (a == 101)
    return 10201;
  if (a == 102)
    return 10404;
  if (a == 103)
    return 10609;
  if (a == 104)
    return 10816;
  if (a == 105)
    return 11025;
  if (a == 106)
    return 11236;
  if (a == 107)
    return 11449;
  if (a == 108)
    return 11664;
  if (a == 109)
    return 11881;
  if (a == 110)
    return 12100;
  if (a == 111)
    return 12321;
  if (a == 112)
    return 12544;
  if (a == 113)
    return 12769;
  if (a == 114)
    return 12996;
  if (a == 115)
    return 13225;
  if (a == 116)
    return 13456;
  if (a == 117)
    return 13689;
  if (a == 118)
    return 13924;
  if (a == 119)
    return 14161;
  if (a == 120)
    return 14400;
  if (a == 121)
    return 14641;
  if (a == 122)
    return 14884;
  if (a == 123)
    return 15129;
  if (a == 124)
    return 15376;
  if (a == 125)
    return 15625;
  if (a == 126)
    return 15876;
  if (a == 127)
    return 16129;
  if (a == 128)
    return 16384;
  if (a == 129)
    return 16641;
  if (a == 130)
    return 16900;
  if (a == 131)
    return 17161;
  if (a == 132)
    return 17424;
  if (a == 133)
    return 17689;
  if (a == 134)
    return 17956;
  if (a == 135)
    return 18225;
  if (a == 136)
    return 18496;
  if (a == 137)
    return 18769;
  if (a == 138)
    return 19044;
  if (a == 139)
    return 19321;
  if (a == 140)
    return 19600;
  if (a == 141)
    return 19881;
  if (a == 142)
    return 20164;
  if (a == 143)
    return 20449;
  if (a == 144)
    return 20736;
  if (a == 145)
    return 21025;
  if (a == 146)
    return 21316;
  if (a == 147)
    return 21609;
  if (a == 148)
    return 21904;
  if (a == 149)
    return 22201;
  if (a == 150)
    return 22500;
  if (a == 151)
    return 22801;
  if (a == 152)
    return 23104;
  if (a == 153)
    return 23409;
  if (a == 154)
    return 23716;
  if (a == 155)
    return 24025;
  if (a == 156)
    return 24336;
  if (a == 157)
    return 24649;
  if (a == 158)
    return 24964;
  if (a == 159)
    return 25281;
  if (a == 160)
    return 25600;
  if (a == 161)
    return 25921;
  if (a == 162)
    return 26244;
  if (a == 163)
    return 26569;
  if (a == 164)
    return 26896;
  if (a == 165)
    return 27225;
  if (a == 166)
    return 27556;
  if (a == 167)
    return 27889;
  if (a == 168)
    return 28224;
  if (a == 169)
    return 28561;
  if (a == 170)
    return 28900;
  if (a == 171)
    return 29241;
  if (a == 172)
    return 29584;
  if (a == 173)
    return 29929;
  if (a == 174)
    return 30276;
  if (a == 175)
    return 30625;
  if (a == 176)
    return 30976;
  if (a == 177)
    return 31329;
  if (a == 178)
    return 31684;
  if (a == 179)
    return 32041;
  if (a == 180)
    return 32400;
  if (a == 181)
    return 32761;
  if (a == 182)
    return 33124;
  if (a == 183)
    return 33489;
  if (a == 184)
    return 33856;
  if (a == 185)
    return 34225;
  if (a == 186)
    return 34596;
  if (a == 187)
    return 34969;
  if (a == 188)
    return 35344;
  if (a == 189)
    return 35721;
  if (a == 190)
    return 36100;
  if (a == 191)
    return 36481;
  if (a == 192)
    return 36864;
  if (a == 193)
    return 37249;
  if (a == 194)
    return 37636;
  if (a == 195)
    return 38025;
  if (a == 196)
    return 38416;
  if (a == 197)
    return 38809;
  if (a == 198)
    return 39204;
  if (a == 199)
    return 39601;
  if (a == 200)
    return 40000;
  if (a == 201)
    return 40401;
  if (a == 202)
    return 40804;
  if (a == 203)
    return 41209;
  if (a == 204)
    return 41616;
  if (a == 205)
    return 42025;
  if (a == 206)
    return 42436;
  if (a == 207)
    return 42849;
  if (a == 208)
    return 43264;
  if (a == 209)
    return 43681;
  return 0;
}
