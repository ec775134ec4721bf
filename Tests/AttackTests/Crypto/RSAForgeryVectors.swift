/// Signatures that another implementation made with the private half of one RSA key, right ones and forged ones.
///
/// Wherever nothing else is said, the header is `{"alg":"RS256"}` or `{"alg":"PS256"}` and the payload `{"sub":"a"}`.
/// The private half was thrown away.
enum RSAForgeryVectors {
    static let modulus =
        "rGPR94L0xqtkKbGEws16NaM4KtjTDe3VShflxmnFCpb3qwY_WROcKlUwJZEVRnLiFjMRyaGp7v8RVxO8HG_Ue8PNjVQrxNCj"
        + "8nfif6uBrWpm4Y9DIVh1D9PAs0yUVZmcQ5QABKRvaIdLQnPF3rbS7CVJxRAsBHe4tHAITN_C6LYKsIbzo-sS6RZh5Sw7oBDZ"
        + "A2It-w-D_fgpNmEpqSi4OLf7sf0FKdHf4rlyzKM49wFUH_7oC9NLdwaQCdWeupQrYN7i6LWQbMOaIQ59AEZCnqtnErCqO0uS"
        + "myn5God8uRSflZymkhouU1acvKQWTUQiqq2sTQ-5tl4PalOSoPlbnQ"

    /// RSASSA-PKCS1-v1_5: the first is right.
    static let pkcs1: [(String, String)] = [
        (
            "good",
            "VCYd9W3R1EP5NI_AL6Ln6yY1p1actajflgSG55C8PE5NjClf7YrQtZgRm-p_uHq-nw7xYf89D0SIr96_Fqj9Ga83_9CQdGrb"
                + "YchF5EUs8CFUdNSIKspKvYNb9WVpUGaElT6fXyD3DIlBWFirNZxAUU4Hj67A2uFPieRGbcdFno-kRQiuhJMMx7zdAPKNTBKb"
                + "48QST8ux6I9kG2a26nqGHtzLgMgHz__VYRPBwYWt1H_z3CYYSwZMR-cuEPvCjfJvmY6KFpwV6jqsx4PV1GGruwHEna-8nhwt"
                + "PzNzQJFmUhkdyp3ryImSpuiPVxW3SD_h3O6qhsG31J-wF2J6eTJx7A"
        ),
        (
            "no NULL in the digest's identifier",
            "Xj9tF6wgLwynGa2pdu3iPjZdz2q1CSpIZ2WCOzW-EPyMrdeRrN8FQVbYmBRoIUiLJXkuB-fStTtoSQwCEnTDFS6Z3FWZcwnE"
                + "hginpni7Xf1wa4M8Y7oGuA-tHa3x_ceKglHtnjLA9lEoWXLFY4zj3rB0HvofynyDyoK_3yQHnsNT69qbjEeMByvXyrjSc85T"
                + "9RbwBPo3OrPDQaXsNKwi25BOIN7pLl_UWj1x2gmF_0OlKgECejaQ_G0lOnibo_8TLGMc-GZHLuuIKpboq8g8_ChqEldCTIMc"
                + "EtnaZgdbjEXhnGErEq3nI-wpcv05rH0UFnib5ae1NlLMNFbxkzCuLw"
        ),
        (
            "SHA-1",
            "BjCsEQcY48VE4QTR4PerJHFtp4AuGLYrCWyaZz86ZTmj8KH3YvZfqRaXN9kAbUjBxveanZPTC2vuqa1SJAfUOLCWipBsp7nS"
                + "O5vcfWeww_vVFBb_juP6WPgNMSUn1W0qcJolMxOtM9JcaWP-joQLwuFC_tpVdM4kpcAu00kH45lQB2IpIayMlFQWDKRBxcFz"
                + "qiX66pBW3tCcrhrGzDXZEYO6yBZdWD_lJPb1hHNVtfgGKHQBTFQUHRL9vcNyzfxXMGJ-pZUpvrNs6DGJChqbwUMZ3L23sK58"
                + "NkRpfZpr04DCgbhR9GY2JARiqQz0FHCctAdeNvg4SaDlyI5VImUf3Q"
        ),
        (
            "SHA-512",
            "LQ4ldQ15kFt6aBxRvllRpR1CofplJFCg9Lx0PHObK9XQYVxJ7hFKM058fq8t08OPoD-HFd55O43qh4ejjeNlSmoYLlGqTfge"
                + "lnMnTMQIAeuiF1I9POjO9Cq0znGwRpwvgqLlxUaBMW72NmaOuopRJxP_lNh6YWe6R4poUD6F_gKuK5sKqKeLoOMzA-2f9sUg"
                + "NJABYEIMWLYAMkywN8PjvJq-r4hj1eHcOknQhajt9moi7yFjK22iLoAfWa279m8y2kj1ZbMal0sg-OhgkCGEv49cnThHxUlW"
                + "EJmMmorAoYA8WcBD1mulNGEwF48EUEa1WETU59BAgT5kzkScxF459Q"
        ),
        (
            "no identifier",
            "iSCJ_P5QMw1U-lCTUa9gLysztWbvxZ1UpmL9J0cBz8vFCL25TyMm7EslteHo5L_UoFx2aI00woi7_OykaHg0dRQZlDp96BY1"
                + "wD6rbBz_SQEUuXPuzdLU3I6cimAnG5w1cjnRrC_52omydN5WBEg96J_-dqeaEolKXtpGx1Hzlk7EkBN8aI-zCysKdb_3RGNZ"
                + "B7xAIiWEgAYM7jxS768unHN-HuUh67sURavdTZqAMJHttdy5Fqn9BM5Abqthvtc4ByqJpMw6ZZCbYKSdlprji5bguy6LuvWi"
                + "EcGIWbFQj7U3Ayu42GmlMpeNTUGXqiUI9QRQpQ9VN__I_0_xnZMIrA"
        ),
        (
            "short padding, junk behind the hash",
            "V_XPRiHQicVPj3fhowhcF9NhyzsyQtA_kY4TRZZd2c1vEzl6ZClbureVVJX6Ig1td0nM_PaftJDmZS2Tjgpqz9QPysWA_rZD"
                + "YoEdHjiNuIPwNZhUptTwYk-ViwZDKpct_RPxtLvGShbrgHY__ehtRs4x1y4soyi2heKZ_xCulSyM2tQMMtMJEY4TvkIudQ47"
                + "wNZ-qGOOix5rF3woi3RMdI1o2eEDjc9CjO6QJFO0ibu0WHwfA-4mVkcf3GK16Qjp5aEFTgFLEF9KI2Lv5_1xlAey0u6lPbdI"
                + "S2fn4WQ0UDFgp_MOMRJyjIYdb6Ts21ZPCZzMboQ5EoMCZ9WfzHHWpQ"
        ),
        (
            "junk instead of padding",
            "O1utCyZtp0wsnGZZFkqxl-SDQty7KVdTDXlNX3F3gxqBHxaEI2hEB4VzTadFAA3Zavv3AwrJ2NQCBsJcNEwGtt0aGqSPWx97"
                + "xL4ytAmCHDUvl23DCj2HW74HD5bZqajr3U0KtITj9EGN9qenELtBhasHMvLM3t8UFkUrnjLOnyIBtpHamqPFSoEwIrSyABnl"
                + "yGFaho5Bm9iYawpz8sC739o7GHFlewoqSuV5Dv8KmqZAssh9apbLeEj-9DP8Zls4gk9uh-2IAeQStEEMzs8_CwBt9AawWfcA"
                + "NY9t9tGetdb0RmNrhVbAuniMjXA7Jji7AuW1_gTDNcScgqOGPB00vg"
        ),
        (
            "padding of zeros",
            "lmZUujlhYjgj55qBjB54il2Ants_6wf0_2ozNWYCa1V7ztvExHh69VXJaNjetpT2cPbxx-ImTKO9SvE5UKu1M-ZNsqdvDtd6"
                + "zCRBrGr1y-g5vMJZSBTLnEhNPL8IjFSSQi1cDSWirmMXubGJJmWOxUZIhcb7fKJctvoNO322NFuJvixS5-NaX32-U1xwM3d7"
                + "FxiO8GNYJbq0_uYbbTtZndJO6iVONbrJbAjkbWGQ-qj0UT8p1OLfc3aflq2YSCQXQbUJEfVJO4t0YaIjJvpdlylcWTsngyzD"
                + "5C4-vZ3w0xCuYGVBEx2_6tyYIRA0OHuRL6PyWZzs_zheaMLbqkJVNA"
        ),
        (
            "block type 2",
            "lVCuOsbATgNYWSHSordjsVxn4daAFNnXhpVCsLjoTgehvpQv33VrfO-9T1RoS2_oJ_ASl7t-XTKh10ZrvHcUA66GUqvadSq-"
                + "KVnAAZbkwPMrb6BVyU5kSBcQ8OPhDIM32_s4ODKMB4PBLrEJesWMJLuMawgK2YlsdwdCrBdqu3I4dG9v7zYSwz_6PJR0AyUR"
                + "dFrRJO2H4PhgdLABeXBBrUue5EjYwB1aQYYMW5EULkubzRKg_RxUdS5ck26yhWNJVm2FUv-KBT-Yuam02RMWgtthq-BY0lkp"
                + "Ngpi1hpFA_a7PolDWCxFmYQO_uVMFU94_z19R6fDYCXlQ1m_ywHnbg"
        ),
        (
            "block type 0",
            "TsRvJoxGAoGSLJHqA9qSZ4MKJSbkKAHRnKzkz_T5CdUNH_7ota_v792RVnTnDbQBpM1v_jTWzdKiRS6LrIpt2Gp99q4L3fpH"
                + "xifeCuEIJ_i9gWM21pV0yMFNKckRXr9MWgM-BvXd0_mJiCVXpbNrUZGi8D6rX1dO3T661r858D2f0bsPef2RDJ3HwFTpWyr-"
                + "d1WE5Z1LvTVxErY4qG-owhPnPEDTH0UUfXRPASFThvMCNKKMcaRuBLXVvOIT-W7pDMpMqBKLiKPEKNLk1VhS5ybPJsMWqs2R"
                + "tf_5xk2nfLccYTOfkeBxoHVLqGih-bpc1vlXjlLVwyM7cwrA9VhY_g"
        ),
        (
            "no zero before the hash",
            "V4a-o-j0HCa2AtU2xLyNIHH5PrM2QcDrjORWN7JF0XF3-AsqbGaXbjiBdi17kLY-TyhzYPeXlBP9pGc22-X_iDGueJge58V1"
                + "_SRTozVUCZk8dS-HSbVnnQh3hF5r4ZlgVAQpb7ag71p-5LD-ngE7Hl2C5r_ccFCK413F0twn3khHM49LXrEKe_4T8XWPC-Qt"
                + "MGj4UOwLT6ncikoqZmZc1n7mlroNVZYSdwjWHqVIR1qK7dmUwtp8ncsPPIszLOIo-8MeOL0ZltRIpXBP2xbcMklSJGwNsfns"
                + "tnzKZLdykxlfN7rWeJNrVo4WczSPRBK8G_kaA0b4AeuVQOvFmhn8CA"
        ),
        (
            "another identifier's length",
            "AeocsR-dbAUcV8R3ZXbMXUIn7bJ5yV0qOLMgsNslFivct0fMm4vnGQt1tbD2VToXbIcjef27Z6zibq8nVjFJH6Kd7tD4x0Fg"
                + "yn5-wlVz2giYFR4yuCGR-VEKNfzU7eVCOuWQmG6XeJu_mydGjN0P7oq54Q-kTDrOp8mIAJVUgpAEZeFlYdR2KfvMHR-SV0gp"
                + "f8_gU9iCRbW0snQYxVA4_bS_2cI4RCNmix67sT0Vx2Yy0xB3Md3b_s80Pq27iU7RaxNTYsFAYa_mKdbth13CZcS6eylTDloT"
                + "mhnNyhE5UiDRePk3MZfXaxyclRukRascFhIDxnVd7w9S6PZCWFvwJA"
        ),
        (
            "a parameter hidden in the identifier",
            "X8PysIZAkjaTcoky_gaebNFj1K9MepV5eniPekHTbIPDns99UxXxIGu-ATd42Lqb2dZypT0rNpRBPiPjeXBFPi3N4fx-cQc4"
                + "2MDi4aXijTHDCGtXRPXE73l1KHk4LPv9qneXUCWTwJxznh5CQu7F8X2p1kWkEMTEcUwhq_SGwcNCJ4iuU7qOFFPqT9Sb5pUB"
                + "eMj32WOoC7U_56vVst7e0oAVSDnWOIm5SZbhjoxjW8x3d7Q1XonogpiYhGGPGotUBVw6cnJ75AiTtsqR3l8bxtYDQtAHr3Yx"
                + "6WjEjbyyTh6KbnV_NTpqd9SSHN0xTPq-yjUvu-0UTSNREeRPBsDb9g"
        ),
        (
            "the hash itself as the signature",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAACt2A1gAIksqq3iBxVx-Mfx8KRqqLbB-J7CYcTc6_tupw"
        ),
        (
            "the padded hash as the signature",
            "AAH_____________________________________________________________________________________________"
                + "________________________________________________________________________________________________"
                + "________________________________________________________________________________ADAxMA0GCWCGSAFl"
                + "AwQCAQUABCCt2A1gAIksqq3iBxVx-Mfx8KRqqLbB-J7CYcTc6_tupw"
        ),
        (
            "zero",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        ),
        (
            "one",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ"
        ),
        (
            "the modulus minus one",
            "rGPR94L0xqtkKbGEws16NaM4KtjTDe3VShflxmnFCpb3qwY_WROcKlUwJZEVRnLiFjMRyaGp7v8RVxO8HG_Ue8PNjVQrxNCj"
                + "8nfif6uBrWpm4Y9DIVh1D9PAs0yUVZmcQ5QABKRvaIdLQnPF3rbS7CVJxRAsBHe4tHAITN_C6LYKsIbzo-sS6RZh5Sw7oBDZ"
                + "A2It-w-D_fgpNmEpqSi4OLf7sf0FKdHf4rlyzKM49wFUH_7oC9NLdwaQCdWeupQrYN7i6LWQbMOaIQ59AEZCnqtnErCqO0uS"
                + "myn5God8uRSflZymkhouU1acvKQWTUQiqq2sTQ-5tl4PalOSoPlbnA"
        ),
        (
            "the modulus",
            "rGPR94L0xqtkKbGEws16NaM4KtjTDe3VShflxmnFCpb3qwY_WROcKlUwJZEVRnLiFjMRyaGp7v8RVxO8HG_Ue8PNjVQrxNCj"
                + "8nfif6uBrWpm4Y9DIVh1D9PAs0yUVZmcQ5QABKRvaIdLQnPF3rbS7CVJxRAsBHe4tHAITN_C6LYKsIbzo-sS6RZh5Sw7oBDZ"
                + "A2It-w-D_fgpNmEpqSi4OLf7sf0FKdHf4rlyzKM49wFUH_7oC9NLdwaQCdWeupQrYN7i6LWQbMOaIQ59AEZCnqtnErCqO0uS"
                + "myn5God8uRSflZymkhouU1acvKQWTUQiqq2sTQ-5tl4PalOSoPlbnQ"
        ),
        (
            "all bits",
            "________________________________________________________________________________________________"
                + "________________________________________________________________________________________________"
                + "________________________________________________________________________________________________"
                + "_____________________________________________________w"
        ),
    ]

    /// RSASSA-PSS: the first is right.
    static let pss: [(String, String)] = [
        (
            "good",
            "j_focPV--0YdeVG5T0vTXGqfgVCHzCUR1iaMtIbMYg40ivhfB61J8oqUQAF5j-V6G6-SaJ8Gyg4EQF4yP4hHvPDj-ZmunKnG"
                + "4MA_GZEu4DyRVtxTHOdD7wSychE-ce-TpbvZtawQzCwwKexzrOa55SyKfdmF1ErZmycSTBEDUafMKeYvy0mGKpSqHGrOsAAR"
                + "vtuBBclEY9b8YDbX40_87KuKkkOfjoifJOq1gPAXqr3ajQyBraBuVrAVK3QF850WQATuDEOfjvn3sxMWJMyeNZXiGUft5d6O"
                + "rhNaBgHCj8FCvxq8cmIFsaSVW2d8KPNaoRMOT9y_AGQAlfnrWKSgUw"
        ),
        (
            "a salt of 0 bytes",
            "FD6MlAm-L8fXVnwEVMFfkh-3o0_qyYNw67ClOWOzBjeZAnYekzFTJOBoxV4Aw-iavdWwJLDoq7eDkmHZFFVoDNTQ4LHETPib"
                + "1XzgrEByH9pBd4G2KLZ75kX5kYF1YGu1s0Wk_EPXAbBNuAGofOKm0Sw9Qa3H4Zc9HLJ9JxCg3rCRcHtX6tmvPsbEi350SwfY"
                + "fCXcwEQADIAhEwQWkAhD_3wslhb9kEx6hbrVysgdAmh59E4aGq1paIQ9w80tqVmDUdw3UXtBwt7_DesC0c1pjS3hP8-xevSO"
                + "ZkaSe4G1ZsQFA-kWlGvB7ecOaNGRH2aSUHyDYf4i3QKRKAPtRAqCLA"
        ),
        (
            "a salt of 1 bytes",
            "XWA5rUdXk2NJKvY1WYyAcNnIuRL_aHNA952riSqU7F8B_UqvUst6f1EjvVXYbZyOC7i6vxH0IfeSHNs8ZJLzbn0Tt2PLubjY"
                + "fv9azYwVyTvtHSaURvX54uKzZYAr5ofMGh64IeTJmJS3sN2lT6PoTvEk4ecpqc_h94CljCyFaGsgffri88smGoyHPbrpAK8O"
                + "4WCknT4rE9E9qonStOiav4S0mbjO9M27EDq1JTwQgm9MnmkGGyi7gl-im0ux-FwvjITk-wG8p4OMWi9OBFG5qgd9YJt2QDyD"
                + "boksNkgykcl7AVoKE_TqiZBausldmEYYbDbpSBeWnDF237cO1JgoOA"
        ),
        (
            "a salt of 20 bytes",
            "BieFevYr2Yy8tU7w6moqczNm-jOmYuarBWlT0V1-shFnOMccM5-tgD-4vuRxnS7vwQB_FK14z23JTZ2H5KA_ZJILrtQpkC7B"
                + "1OHe45CpGhdpUb7XxF4zvdAqPbTDB8cd-g8OKXKtGM4iFXZEJMVaATB_7bJAPq4ekx7LzDNEbhSoDeuvWKUPW68r3hgO59kC"
                + "YRL6ggO9SBdBGv_NzCov7syJ49sbOvf1xSJ6gk2MJrubub_cGtyKPrC2ETCB4-2nbHJX655bZNSptdtTYNgLNVQQMfJpKedL"
                + "qfjgnjfjAMj_eMoDbB2F4vctD8lj_f1Q4Jz23rVRSAer2lGW0gI2DQ"
        ),
        (
            "a salt of 31 bytes",
            "FHkPbY8bj59kk1fsyvdL0LfPT2_fPygUP4zn434_4C8Gooz_Y_R8wqdG8_C2P8vXi7r0uEd7H2-tjFj4Olk9dYrVihH9xrRa"
                + "K1-awf8WdzIhdDTe32suIweGb47cVqxAF4XCmwkJe98LpIvOEWbo-N9QG-XllK0kfYZDn7BT1UrXSAKBIBk95F5ZnQ8qMjTn"
                + "AgQngLXoSh-S3Kh0BZVuyJ4WIcVlQRa5ARFxWuisqtvDCPpm0pKTrwtLa7hOJh30fUO7mYeYyQjSSqE9xDPilBnesUSZOyNO"
                + "U1W-Z_d9NVcWiSi2ijmOyy3idvxDP6TQKjng4hj0Zg7iJR8sij6YpQ"
        ),
        (
            "a salt of 33 bytes",
            "CnYZVEMLUUQDUIi3b68JnYXiomhjp-MKYa0bKrRuN5qrLdG8wVMKilsLLo1joo3_vIh9y4AxGZo1K47Nd7RZBOgQHjHBld9i"
                + "-iMxbd5DOmvPLhzWEl2bMYPgXKOguDrkqfn_AB0suAKr7b-jSCZAii-akW9VIdgBjifLzDZV_aaZbQoEY3mBc3ajag6ePP0X"
                + "6hsJnu98Pj8-jVEmHAX9UJEcUOXo2_1QYHVWNwA2aVxaI-iLKb1Fu1bZeoISfGOhvKR4z742Ys0iLauZAgAK_5FWHYvFLfjz"
                + "oDRhTEDM1O7MjY40YPUL97PQgszWhO8rmltkY93kjdLGoZzJCNQhag"
        ),
        (
            "a salt of 64 bytes",
            "p3p1pXb37k_AvpJF9tMbxy7bd3QSUzhly907PxdyA-jLfbQIqvdM2kgK_eRZdFzCo-GBwpeXHe9mSetvRCBi7vCmKcU9mNYf"
                + "cSux3JGWijbqfJgBBu6Le1JvAuQfrGR3UtzPL2M0KxykcUzN3YArUNKlN3jrujJUcKoxxYFwPfJa2Ou8ckAZCsGWhbcp3ZNO"
                + "ndVaBLrl0XSej-t9fK-lWUE4ggh55eqZgWp-uxAIZu0ZzzNSgWW0bjzebisBOuSLpJD9weNExjKhKmwXJBYl0-m6-VTjUIx0"
                + "NhNFA-DmFAkXlXAbC-li0TgYh3P6W9tfe-hecOQHyChukZVPmwhZyw"
        ),
        (
            "a salt of 222 bytes",
            "HwDS9xJjSZAE4bYhaj0mTk8KMU1unVWjCz4S6qAAm_RDw5SHKLcnUmysZ_eV_s4mh2dq1ruSKuNsSffJ9dUhuwv1mB3XeLNS"
                + "8Wx0cek10hmxPl3I58by97VXHDtHr2svD1_pcRKWIwKSK0wkUmri9UhzNtmgmHDyJ_bCpfRkdQAdXPHWOBBPE1xqL25LFabp"
                + "EVsqNwV-iO4hGZfaRY89SXpIAKdF6deMnLzZQBVTomtyu-Ryk42Fd3N9iVIvdmJQ_VDpB5WijZLqHYnnz_eNv5C3px01MFHO"
                + "t7505s3L8B5D3Mnp2Q3lH-V8pjk6yFck7IkUG2pkl4nH1sbsywrVSg"
        ),
        (
            "MGF1 with SHA-1",
            "ff918uLSoahNHmgxdgtF0l8G9Hb2ou2DWCEj01uE1KBak4ZIuDCh93gnKFEkXYhaRGc4eK3TGQyHc1m-sayWQnQrJacrf-go"
                + "YlurSFNwFBX6Pb7jnlEuFHCCk6pK3NZN-pI7Tm5ozVVaTz1zg3XQ6Av3nfB3TDC96D0Lt_oaL3IP-Lxm2VvXAn7HpKAnTi3t"
                + "hvIh3KX8-CAq1z_qbvCGnbylZRGnYtmJtPbEK69uJz4y_9Z_u9Dj5FDIs-XyKfRe0cOmUM9qqG6Co2Ghrh8X0Ov2HhpTwfw9"
                + "HVFrxhvezH9F7say0B6ceVkyK4AomTCad742HRXoh1mCY8M006jUUg"
        ),
        (
            "SHA-1 all through",
            "eij6-u8LXimhbz5y52wmebaVRptqL5jGevG5746rpYcuBgqdoKCVvReTbWetWAjqj98clrvH5V4B0xswi-8BX4ko_JFJOIHv"
                + "g-CXDESSsnD_DQAAqSABKQHvp3gfHornT5H7wku-NXVnnuqHgwZNPnbPFtEe7u6peJkeX0nuzUk_DVyyrZp_f5nGK3BTVaE4"
                + "96jLhO9xzm7RiQtKT7Xp3dUQqEFt4EVca0altfm2HMJUIrXgIWyJxV1kk6L04PSoitFCgvRjSdcwCS_2BjKNfZyAmSQfR4ia"
                + "6vX7LtaZi67ZjseaHFI2twpkvf4u4CThX_PBEkPdZD92EI_b59PmpQ"
        ),
        (
            "SHA-512 all through",
            "FEnj4R7dc2ApiFEXc52zVQENudsTPKUFr5UQnpFkS3F0q1fxnlXrTa_yZ7u1CXXIECES0dq6T7zN7oNFtJhvVaDPXqwd3Jzd"
                + "Xz1TfwMlU6moDl6iGE1E3nzvrtHXQYCmOltggcturJU02ZUY0LRfeQQCxlDhhssThEqG4TdiE20gvcYkSsw6l1XwJFQVBVti"
                + "CR1f_P7nSyP2oEU5NKo0o74esUjE31_ZyUhuGG5gIxUMnEu1LdkJRXztQMdW8rbHd2X_YbLIPnPdpn4sCZFVPdsbymI0uEZj"
                + "jamZvD_XKMjzCwoge5tEoztKkZk6Cgrc_NJVHHSYN_jri_7Ri_pj9g"
        ),
        (
            "another trailer",
            "DIGjrco3cgmMe-TpdwIJj6WOrIrfvf_O64b0LaCf8bYSElj5iUlLA5bW-eV4-kkFqU8JISQALR8NsGJr8rSJ_JU6yFdnATAY"
                + "oqpHzMaVNdAwaYWnRBQR_fReKMIwi7R3CAB6ZVbZoouMW8mOb2MsfWaYILB62C2lHacR3h3ICC0OOfSZvSGCHxwQQMKdOCMH"
                + "ECrbXzOBrZXnK3oAP9BTS1J3mEw_pXFejo5Xml4B_lbXv_X67v2UrdCEwMdJRmMl9nWrsiL2urr2SGWLOvPNjxB3eOFX3GCn"
                + "m3TwWnZU81-fJdf5NTsg_4y6T05JaF6nO2P_vt3BAD3hzS6DXJ0POQ"
        ),
        (
            "another separator",
            "X5X4zVHs_M6KL6BjBbp-VhRTfCSqYFaBi1tL_MNWe5UQn_V_XqxgXFgq-IgJE72iTquxiyzLDKwfGzQkKMpek6bxQuiEdLME"
                + "zPJ-ciNnVR_mPN4XeVIL2EQDqZTtr5p_wKdExL7bgTigbJh7Qw8enN7j0IhW9YxNcKJTOjWnasX1GdDl5gAv8NG9xWde2ghR"
                + "KbnGff61ZrOKltal2QK_EGkwjGftNc0eEvrAVtblpNflXquXQEqQ-x4WgSpcJ3MZaHJxLBiI_wME9_XfQnBe5La7FWPzaLiM"
                + "aFvKO6Kas97vAe3t6bTtrUWLSHUQe73Pwa1oCq747X629gJ-KAgN8w"
        ),
        (
            "padding of ones",
            "LmnX4iin9EQredCTtVV-JVfYByYzdpr2thHy9y1nLxRKuh2NBwWnK8HF0kHImS9b9G0lY-V6EqMdbJecSrIh2QqqiVwDfCtx"
                + "B1VMpHqXItt1UbQanxOs9j4CXzk8-xg6ChknVMRoTc0KJN_AsR4CUndnL_Lsz8_F7zb2eAfU6Q7npBDvRTYqs-zsZiF6xcuO"
                + "BuSoKDOHFvOYaY29IZE6ITmF5r0Qc63OR4qdIVs1xKLdNzVeh6_fXKeEPFyYEvx8XQhrCWbW1MAIvVzKgY_y1XyL5WX4xwIK"
                + "0q-rpopzlwvhyffbpWxkBBhkPtKEWMD89GGGc3iIgyhTkHBLTCi-rQ"
        ),
        (
            "PKCS1 padding",
            "AactLq_P5oC00MNLU-3Cl373yK6pyYv9xkIp_ZC8sDZKcCqEeHw-qzI0YSYatwR-Bxk0wt7tS7xNnqs7RAmMDjI_d11K2hLS"
                + "rw0UAAkt9emVUbCp9TeI9V9bzU9Rwi5VXsMpTWlx0kvsI_2jFcDzV4k-diasJifFwOW1VZuyMECDLk37uLgzD0mEAAGa5ZfB"
                + "L8Ac-soePDEeP-PmAiBR6e8qmi-D-HkVMtqMMDOK1-EnFqzr5KSy8tt5bD881kx-TGBarnS9_xYfAn_C_R1YpIqK5bU66uKM"
                + "e2vGiTND0Lu7640dh3kaJpMcwO2PgOWj_S7UVMvsb9Dx2cSuOK73SA"
        ),
        (
            "zero",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        ),
        (
            "one",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ"
        ),
        (
            "a top bit that has to be clear",
            "JJsOIvy2ACCbz0q_jH8z5KjS0KLLH6CeZL0XsozncK3OPIMd-3TuYdfrRKN9epBcghFQWu2ue3RwonpSP5x0IskJFv8xwbLz"
                + "9WgSvgyUwcdPtUpQJvbQQSv2AJV0CGaiRJummdZ7mQ2sogcNtJeXzBgbBeOnb4bfr08SebfNfs8gOnghW-w7mdfhL87W5Slb"
                + "3wX9L3EyAjekNAs60hyHhIcvik36Z_Uh-dB4eoryuRqFWorh47fnord7mMiph7_dc0Pd1DSH-TvOQD5j2BLTlpKDOXnN8OFU"
                + "ygQCHqfK70zaf2yJvfyfb4yD9hOKau1gAypCvB7pFw4lNhz8AqwKSw"
        ),
    ]

    /// A payload and its right signature, and below 2^2048 after the modulus was added to it.
    static let smallPKCS1 = (
        payload: #"{"sub":"5"}"#,
        signature: "GAlCtXxfX47G4NulgFtg3f0qoaswKdj_WeSzi713v4apl5cNY9Lkphn-Dku4UvUjUIDs6KKGwebkImXn3h06jSE52qvksQZO"
            + "mHZ0YmvAAeraiFZlSURuqIs0iIjtAatbpGxh0MTvVRKo2YpOMC_D54JaJ1KiTp7_koGyopi0hXDMvn03vD1PKJklqQkvcdiY"
            + "LfDUDWJUdsQurPv-xVCAPu5RYg5I-tb6FqTh0T2bnYJ7Is9T_kAbr6JqmuvHvQphmT1hKj38f7W6eG-gAesYZEOAoKDan9Tk"
            + "zD-roJaiNSH0HheQuYr28f4sXRVXnphe3dIVdNFNtUxgECfv6nvLiA"
    )

    /// A payload and its right signature, and below 2^2048 after the modulus was added to it.
    static let smallPSS = (
        payload: #"{"sub":"1"}"#,
        signature: "LjqMQFNfyR05AyTFB6Q0y9sGHibWtVm4kX3VHRLwVRKk2NuqXWwk9wKkenlZ5Q88f9BcfpZVQ8SOq-V4vMCbTir7z2PRInpX"
            + "KOHXJMXdH88CorHsDX8-UmIRS8Q2qggLfd_NzF3LVEE4pkeGLStlYyjhx5TbW30aTo0LzUtDTqUHWCMN9K5DDU719vuLxFRo"
            + "6YAbmOy3WdTYV4K2lveXE3Qs0Oh5aszjOguiebu7bApc9cVPZrZH7_srCSIWs4iYvuRuKHY-ozJcxRs-4YdksEJIC8Ut_lm-"
            + "XF_Ob9y8d090WAFg0b1XaEWi5x3b7gn2qKUlsCus5RX61CyffZkn9g"
    )

    /// A payload and its right signature, and beginning with a zero byte.
    static let zeroPKCS1 = (
        payload: #"{"sub":"176"}"#,
        signature: "AHpTLfU9SbhteeJgz5LACS0-Gsp2Tvxf72neiXmiMSckhCZvFNBF0krZx9_mfYbTVweSkRERTBv-ImXtJO0CMmkFxzkjtrO2"
            + "IGKOY4S-jCGQe_Ps3dr-_6IiUhPGDTRqGLAzCgM7jyka0ywle5rbiuki_ORBTrI-2RaydvsBZ38ZRYMz_3txXqFULSTNbtXc"
            + "gtXWd3n72jMNPBYpTxT6qlvoW2tF204cbpQZ9GYMAB1OO8WEinSGqaxs_BBQymmzTX0SA-9mwKbizm_2vR14RadGP6xzY8_u"
            + "y-Xt3bKlvZuf_mFz8UxWuUIzIsuvuxMh2kCNAJufEbLlnG4mWVT6Jw"
    )

    /// A payload and its right signature, and beginning with a zero byte.
    static let zeroPSS = (
        payload: #"{"sub":"29"}"#,
        signature: "AN5-Hm8icuWBZAu6r0yTVlR4Y0dMj8fngMxJD1EnkzZh5Kidiz369T524TwTJxCHSv_krlFtd6EOARptdlPYWForDgp_mUyX"
            + "1OPEcnm4mEys6lSZJgbu5L8yQsvfDPRwdviTi-U_I5HXgSIqu_NmPdaRNuZcthMZ1bNx6IWsVdI9K5EiZaWEOVevW6rJ0sWV"
            + "vtKIIqS1Kh3l9q5EFs7nLKiWim1PIDb4CZlkwioNg_yHZDFoiUgpwiqRaSbPksMSDHr85skJcR-BnPVupP3sdXJSBQJQZ10E"
            + "TD9cZARu_LXy6I-9-v11pXHZY81lGf1YRraccWqiBjLmol6FFY6Fng"
    )
}
