/// Signatures that another implementation made with the private half of one RSA key, right ones and forged ones.
///
/// Wherever nothing else is said, the header is `{"alg":"RS256"}` or `{"alg":"PS256"}` and the payload `{"sub":"a"}`.
/// The private half was thrown away.
enum RSAForgeryVectors {
    static let modulus =
        "k8CN4qfZxkJ72P02YK5ZhGlgbX1liVU58zB7HVpnHVV8deUcY27Q7Lm_qnTnCBjbmu6avFko-JAleeQiBzZs6bBCQ8441kWn"
            + "hJIv_mTLrjG2C6MpfSjRJ9ODTaGZzRS9oCAbefxSWBiRyAUZkNLhG9ZwtgF902HUvC1PsQUYBKT5P-tXOroKEbSy8VKwvTY8"
            + "5is7IU8M_EAiyS8Z6lLqhjdhq_h9maGA6c2VAfbbJ5Bt4zrxUC-e7HWgT_obaW8pSJmKDLQfvP9xzG1qDEd_nKGxEj3Mr_No"
            + "UzEldtgSNSFMLfrddE20PD6yirGQH85iIUr2Bf12XRV52XXuhq3mgw"

    /// RSASSA-PKCS1-v1_5: the first is right.
    static let pkcs1: [(String, String)] = [
        (
            "good",
            "GAyjY_uYxfxB-oFq4G8GYomaGZzhKTbni9o99HG88hOYvG3HljrgZYFTfwDwly0Onam1Y5mBZQlPs2TCTaI51NuyjiZnaJdq"
                + "_XS_jFxTur4Fo3n6Mhqpii_dwYXLfcCJvDZKARfce5TCWdPl7nD-Bh5YXG4j9wQKcQYNKCNp-W4bg7T3qCiwT1ldpxyjd-jV"
                + "qGANU8TWjox0lSymyZ5mN5jTtOAi8-Ps6LuSCI2ovzLjWlPW4kt4oe6GHpCUmYEGYiLnE6L4aR1Cg91MQfFa4AKU7DmTiRQw"
                + "Ix9WTIEUVNObTKN2imRQoY7olK2DJr9Vv05ur8q0fIvJQgqTusFdUA"
        ),
        (
            "no NULL in the digest's identifier",
            "TTxSQsC3vzynDth0W_HCy0auEgKzed5MAv5uA8bAnsXL1gNP9ARCorDlv9rmRoK6NBedHbxdmhK_issBsqzZMj9UB2M4G8F5"
                + "JB2ibxZvqPnQd7_cLXiCrNQEEEJxlh5gMcOBUFwMl4V3vzA_7F7sA7vfmfx1RxM_Y_W2zf2JhR79siWiod9sgn9uIlmhTl8k"
                + "AfniEK8D8oY8emYuX59jeOz6sotEX45dirbKYX7vnHpjOgK-mIifJ9YDYPKI2Z6I3xVYDiMD4Ry4OoNAKjb1dECsidtfzhkp"
                + "y8mp06QNH-v6DppjKxJoiQXVIHA3lMOdB2ILC3ZOkhgrQRXNZq-JZg"
        ),
        (
            "SHA-1",
            "A0lJWnu68jAXgxFxYYWBjuFbfRgcZGarivDl-AS5x7p-U_R1eE1AGyufkXMKbFsst7ARGhf9nKrjKqriaSHirAXAWJMySmPl"
                + "FCALF1eGBYkxigsTp-bRZ8ftcksLx-8wriQWrfPR5GQZDbDElkvqfg0FWI0b--x8Eh3RJL8xgkpqlRq7t6Bce1e--_Fi_XUM"
                + "m5TxRSa-URiK4z41ZdUkqcITfR9txgz5auDxfDK3FT3gZCavgsz6aoO01-xHZq-AzkV4NxMZju2w5hK6c6E2IoMTz7vgQ2yi"
                + "ZH7kcDHSiq97QbAE341taCynCLMXOUPw26NBKpd9b1m7pAaMyeFzvw"
        ),
        (
            "SHA-512",
            "JtDYga9mftloiITY9J1QI6tRUrhcKB0fJQs5AUHhEgb8oJxXRAp-PiQlnsu1n4DRTV7DMz-V6WNtGnwWckDNH3_bOqeXY99-"
                + "_U8B2qg69zUy4cOSVT3Wpe4zYVKeUhhXSpDdj5c_SP-Yrhtpoaeq8KZopUO8EZ79R83Yr8skI5ucYm7lqXUkDffuhvp91rWZ"
                + "WLEo6CL1YwWI05LsWxQkLnbhX6F6soJJZd_K3s1068v4_AfdpWwCVUXjoWMfZdJmlR6H7p2GPFt7YmEdQdPZtAYFx1xRssq3"
                + "JfSmj6YFQSLiM-_F9WA4vnzRsbjr8FNrwq6HhurkBfzoXTVg9FIS_w"
        ),
        (
            "no identifier",
            "etLfVqimWZDhd0j2s00g1tFWjTzkjCr5V2c_TRxLeSP8HBM4otrKIiBLcj0_VH2VaLCQyZ9tsgoNeNOiwir5irFSHeVKACSS"
                + "gc_3KWc30y3cDe2xzhUHIBu-5T609iYrjRjFLfrXjbsCGsX0QNwqvXyp1CAYaCTOYLfsgDjyOpia5NyYNmAFUaSA9Lb4FVeT"
                + "MhuSgRyicrHC4IcX_Ct4Y8jkhrRWaZct48gduZoa10wyhdiev1TAQu3t0JjnwL1FGzRoFww7eKCdybLmbOk2_1pfZLr5uEet"
                + "BDe3A7CtBORRqZcBiqq7IA61uUgfWezg3rM6gZ6hNHTsq8wtvDRN-g"
        ),
        (
            "short padding, junk behind the hash",
            "NNXfdG0YRjHzcP7BXXyx8fX6yJLY1Mf9C_YFz5nkVfS6-LPM5xarj4erV3QTtjboCmaN2Yld6wg_fxTR89doJmTIW8t2NppZ"
                + "akI1HtpOgelrj57xFQWuC0L0fHnzygf9is2K1mSLujjaknNWd8sFa1r7KIkoPLA5ywGE3x5eHpHH8kSv3D01Ofgaqwm6K0NK"
                + "FiH7KUE0P01wgDhEPALZuiO3FFqkSVPy7SSAGKL4UcYGvLkh8Vi1odcg0G_NPHkI967lzEmJRn9X3EuKUgLNmptwPnh-7sBj"
                + "7Fpgfgkqs2nMWRASrdYhpygOcsrPwRE6rj-nAJrRevaDeeTtrxxcGA"
        ),
        (
            "junk instead of padding",
            "EVXEIChmBDHrfDxAZQHacG6mgihmybfgiOvGKzyMx7GPxkaTwczbwYbJ8CGg7yHmPq0gngLGGNa8qNmkZ4t1L83lJaN5BuIz"
                + "--XPyJa5EkHQPbA_O0Y78k9ck1W3Bzqt_19xIAd4kYHHE9PT_MqM5GnBOYic9tMmo-Vtct0Kzij3jomoGhJ-Rj5kC1DX_pez"
                + "ByudD5vMBdxalzfUG8Abf8_Fqm5WGNUKfiGVURreigF9LJq0DjhhWfmp1i0rj_OzEEHVkUzQHVxUz4U4aJK3b3kesB-OmHZu"
                + "Bwqe-VfFR7L1xDJjfrBGnGyZ8zPURt1W8oo4bR2F_U6UxRJ4L86PkA"
        ),
        (
            "padding of zeros",
            "WEj_m9BfD67TlVSmCXrRPPTRY96Q5vfj0Dkssev7uV0jvR3bmLTiEygAlNlL1B8dXAF8UmPFW_o0VAaGRYJ-9cmSw3cZwwzm"
                + "y9IL_haj7SeIOXsyxlpv22iG3mYnnl25Wgbu8R0g7GO0g8P9mkB3HmCXy87Dio9iaW45WJ2rfLP7qlPtj0hAolHQAzuqfuCd"
                + "9UNMpP5DUbWr5gOoPlHr8lOVfkPBpObcvyfat7ThlNbwf238Td9Ifr2Kyr0VgMuTo5MTHK5xUfI1Dk-mhgxHQa6vtJvZMbc1"
                + "pgr76PB4hT-TJvozdYUkENqnyXddDhU9d2AWOE_xNyW16fU3mbJ5XA"
        ),
        (
            "block type 2",
            "FrmftaH9gTUZYZuEAFHfAwFkOwK3ie9zSteNu3TEGZZK6NsD2xWHukV5PjTV71sO8hSkzMjv3LhN_ZFYzRxUmhtwt38-eXUy"
                + "wVKx_zf61rjzDL0ZKenVTHVM5UraN9RbGWyA2B3ce-1M29vLTE2QgneyAjlB5jphuIWcvy8qhhwEWn7lX_08YA-h8qNYmvTd"
                + "jYUKKoRDf0gY07URWxUe8TGEU-OhgYWEEyUTKuFDLWKnmvIkuwEKowds5jo5gjszkM5IPMhl5FElFAMTaNbrx1n-sA0JQ5mI"
                + "XnxXfmWq-riY2epjd4Z-Kj50BzmLtyPsNrOAlhayD_R5qK5zk5gwIg"
        ),
        (
            "block type 0",
            "KswrGgrEqbXpJzMxWjZF9XeIXzx6zL80BHQMD1PMFyPIu0PyftlSfDs5WhZuAyn9aL9STc_VpWsUoAhMyGgAI1Ghum-tNboP"
                + "Rfgkmp2Jbt7Y3QCQm-m3jh-tLLfAWitg8JijCELOm2FdaLCqaZ5XS3oMEeJ6b04w-EXByVx3jNgqdaxyRZLcwzI8j2we0NlV"
                + "j2L-R7fXNsD3rfpFLkERliOaeXobnUeKEz30eWfaL8WkLQpPro2H8ueQJQkWwl9z43rl9IaoM0ZKpCzeC2s_KJwqMxgmoNex"
                + "5T4OjYY5yWssxAHXS765YpNjUXVmVmW2bGh722PRigJiO8G00tGM9g"
        ),
        (
            "no zero before the hash",
            "XXXCFrqWFTD8OX2mMnep5MVLFkM-OUgIlR3JJX8B1QuUGDmDmlHRj8R7Wm9UlX-8GT3tRdkmOLYpwhj14jfpPEmKSfdzlIwk"
                + "2X2wl7bu1OHelTjIBd1ij3zhsQf2gUV6cMgdnScjyzm3qtmDEXpCJEYN8FsF1muLAXaSe2XokSkkdvqaRnXqsVVPx68cgFn_"
                + "F2neOi64eYufrAoqTzrERtbaqzJHq-IVJD40wJUv7RD_poma9VV6t_YYL_tb2LEepeDVv_2n0yxLMwO1lhy4MLbz_z9TVw6f"
                + "31u0msmJmiALHONu1BchXVGOS_GX5iZrZtlujUyQ59yuSj6Ct9WF6Q"
        ),
        (
            "another identifier's length",
            "YNeEJPZpF6i3IDoF56k7j12aE0xuYSgqw0DnzhiJGuyfCMx5r76LzZkBQWpKZa6F0NNLKbnE2mbhrDTzEJSK2Ek5qgywRvgc"
                + "AyACJov-Jad7_QAk7r2rYg3RGGRozagHDv8izT1UFCKUKQRBWpXwo5MdygC8mIcYERDTLpMeU25rUZV0Y6lLOFbyE-VsBPNt"
                + "ojILkMgfpQE1U14K8JNRRyMXMMzHyyGLmdoKQtKg6xHLzWfuaLMqJzzxPeJT11Jqk3lrWiHYFZMShW41gPyr_KDvdRXJjAlE"
                + "xU-2vycw-JZ2htgiQsh6nO17MlwrhnENvaqLPQVXrtZJwpPfcYQu0w"
        ),
        (
            "a parameter hidden in the identifier",
            "YQ1T-djuYu_4ESFnqLPgcZf2ePSt3NFfGwFU3OaBnOFxnoaWSMeTeZwY9_x5FvtPAwTP5i2IqJU_mvlJLRfUK-Nt-hyNng_M"
                + "W23xRO5eb-Y1RHOEf1woEFbpzmRspWZCFOjInd26w52AFl-y4TNWGNWVKnP3xZFClwWty4esNjhSsPsfMLu4yVTqydvenH0f"
                + "u4P0P83jF0e1rl2_TY27nJVW_az8ajXuUm9yzFDjzM6NiqnzPYM18khheMFxYVuw54PPKMRFmJHLs3tFUH_84sv1I7GzDd2z"
                + "mvmt54SyRencV9dfdcYyoVrxEgc-vits-vJBnMtmpCltBSsajuo6ag"
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
            "k8CN4qfZxkJ72P02YK5ZhGlgbX1liVU58zB7HVpnHVV8deUcY27Q7Lm_qnTnCBjbmu6avFko-JAleeQiBzZs6bBCQ8441kWn"
                + "hJIv_mTLrjG2C6MpfSjRJ9ODTaGZzRS9oCAbefxSWBiRyAUZkNLhG9ZwtgF902HUvC1PsQUYBKT5P-tXOroKEbSy8VKwvTY8"
                + "5is7IU8M_EAiyS8Z6lLqhjdhq_h9maGA6c2VAfbbJ5Bt4zrxUC-e7HWgT_obaW8pSJmKDLQfvP9xzG1qDEd_nKGxEj3Mr_No"
                + "UzEldtgSNSFMLfrddE20PD6yirGQH85iIUr2Bf12XRV52XXuhq3mgg"
        ),
        (
            "the modulus",
            "k8CN4qfZxkJ72P02YK5ZhGlgbX1liVU58zB7HVpnHVV8deUcY27Q7Lm_qnTnCBjbmu6avFko-JAleeQiBzZs6bBCQ8441kWn"
                + "hJIv_mTLrjG2C6MpfSjRJ9ODTaGZzRS9oCAbefxSWBiRyAUZkNLhG9ZwtgF902HUvC1PsQUYBKT5P-tXOroKEbSy8VKwvTY8"
                + "5is7IU8M_EAiyS8Z6lLqhjdhq_h9maGA6c2VAfbbJ5Bt4zrxUC-e7HWgT_obaW8pSJmKDLQfvP9xzG1qDEd_nKGxEj3Mr_No"
                + "UzEldtgSNSFMLfrddE20PD6yirGQH85iIUr2Bf12XRV52XXuhq3mgw"
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
            "Yb2DCZF0cbuYQnenfXMU_GoF7H4IwKKfCrbsOeNkx78VBCbNSYq1d1vsPplZy7EQFYYqj6O3EeSba0yxdnl-6A1_xNG9WE63"
                + "-59LwF4ajLmhTrces8P6EC-4lv6NTaNG-cF7e1W57LYj75O1886q9kvTy4B1G0VUGZ0NF1vBZaqONTrRoHGDfdKkZjML7js9"
                + "CbkcXOHXv9VHc9oZSHHVZoSVEGtTE1Mh3SIJagKVv8JLTq2uhK88aA8TMqJzDrFlK6w-8MM0hN7uMZ-sLB3JE4hLXHgGJjxI"
                + "3mRPNTQuapr43dxn-069IcX4V9YCAgD79BDj5n2nlSPyPShGMNK8HQ"
        ),
        (
            "a salt of 0 bytes",
            "YuQ3L7-L6Wilg3YomthhdBKyvGRKvg709QmdC7zzy1zoll6k48ydgflII64NTfXlLXzTIJyLuab6NpbFySiTMhKtIupH-Rlz"
                + "g4bPZqagB3k459LjMFXBKyFu29QwCwb-DmlqexpeSOFMpTJjJDWZqBtLOIaxGmTArotyfwsZZsCap7M18PJ4V0sX-IcTo-A9"
                + "RhtROtW82SDhTLPxgL4ah2PYI0K5EcgPqD5h_ZZHGU9foVEBlSZqRz_vNJMiV2ncX2ftrHL9vJRQa6aG0bLWO1fh4v1dXjqN"
                + "c7bMK2f7eLcwhl-eT1Ard_6gaWRFB4kjGa07Nes9JAwj9LkWr_gE-g"
        ),
        (
            "a salt of 1 bytes",
            "PLR17GcnnAq8K4rJDjVU7Vu7POKvK9jca8rXfBoxbkxHGw90iRl_QKbPE576vwlEva2khus9HfUEYcSe3l8uG8PQr3VVLb-r"
                + "6J_LvBgQ80MovRpqNip4OT9BRfprEHGFIPcnYXYQACfADBWJnQ6xo2aygxy9jvmmegdy4pSc6GYwpooeC44uf8Cw7tmA1Sst"
                + "Z55qWTkurmM0cdWbKASkj9ZoGmEe4YJsOfAFM192rZMqpcuMhpG74sFTNfLG5Jb4C-7YPTJUodisGE2PEA4p6xC-21K0nHwM"
                + "Ap2y2oCy419JhdPLId-6PV5cMZLrBX5tlqBJ1UVBH2M5c79FMvXb6w"
        ),
        (
            "a salt of 20 bytes",
            "EDQuHClY_lc4KRMcmwBqNWeFxyxZlejQb12GTrXIBrHTBSm5S5fB44cr6HhP44WLP27hnTaIkZdAyEq5nmcdUTQWhma0iFs9"
                + "xssQkJGTnGnWOn-XxetPtsFj1ei5AK4kclIDCL0OXm4bfFD_fqJQyAQh4PXUlKwvJKRsrTdWcMxQEPwlMWaC-2lmiUrszaXG"
                + "oLufm3YtrzYNFLZZgOq2ZgSdnv85E1KynUZ5UelznfX9sm60XCqmuVYVu1O9rn4eJ299B35TO2KqSxrMPf9HgmGLAXF57Y1h"
                + "Ph-SRVSx7Xkz_E0oOgTSSJ9jiOmeRo0EjnENZ4hc_U41FEQP1XjK0w"
        ),
        (
            "a salt of 31 bytes",
            "ahK0M7mop-VbVROHaoRLyLWQcgfOdh51QVB3xfaXtTWIUlEjKqR7-UL6KER15BBjb6Iy5gohIKlfRSl1DxUnatfh6GF90k8H"
                + "743D9_dUUSz4P0n3n_vdGLchowH_LjDmz6w2QQGlolXsBTYMmx8z7-vqBbJaTVLrKUSuwwSx0cW8tHyH_yTpgVtuTZ8-wN_3"
                + "KXBXmn-3d21U6g9Ufuusa9TM9-iWEtgCSsiK1bmlo3LjZ1ZxxrYPz1EgP51_KzDe1v-KiR0sr0d2BzbI9v0m1h5IQsJiDFwo"
                + "hMiTE6L7gg0s9j4M0JzgcRBFlHuQ0RjTZ28kSgeZ5hxwVU02lkfQvQ"
        ),
        (
            "a salt of 33 bytes",
            "NsyqDzGte9rGcNZhPAX2NXdXj1vP3YJuG15O5O_UI2wZ0PkGjhZTIsw4MyCfLhZepWNXOSWZPMahZSCRV4ee8NhRDEKcZmOu"
                + "1bOgw7c9DK9RhSkWrjksviChHIkrFuBNelEdFqrAzEf5lcmjYNh4Qld0yRL3iqrXN2lSMGlISkC7xYYyR1yUccLR43VSmdhS"
                + "bemT9zLQNgUesCzfoEBfP0xVm5G3AZm0A-1VbBuCh2JAdy4O9Sc4xH8JHBId1I7hFv4OwpWQBM873GjNZ8HF3SQUaJOMB0WE"
                + "kJqFQShl6SZWoMDcdjYDOQ-yb_qaOqzNiqDlk4C08puCR8seKZ3lug"
        ),
        (
            "a salt of 64 bytes",
            "BERvFQcp2nUyWoR2hp0LUQX7n54Z9leI3ozDDjxSeN4I15dAvUSWoRTa87prgxd8g2ubwj2wqdSUpMRBF8vjlE0upn5_17pd"
                + "4fQnRiE8OLsPRzADjyclIyPL9LjE3ssoQgCVdhynDJLKPuuDNpyKiaw13jDj-oPf8qcjC8YCycZLiunZ0EOXbYDKmhnmABhD"
                + "gpLzhpKWjZBuCkt3EDs9f7yAAvBmiijurMBFxcL8nkhBjpFQnw2U0LYPLlvYozGTDP44mT2R0MOYIlsopIvMO95Bp3I4y9oV"
                + "UzC5kW-GivZyQOlqhO7FMTACmvnj29TEIcPMEBvbss7A5_gLoE5X-A"
        ),
        (
            "a salt of 222 bytes",
            "X66hAoAtC36-TTGuqkOsrPIQivfjlEou57yoMzSOcIuLnqjEgo7HQhDEy5YwYlpvX_7qeJtV2fAAGJ7GaePUW4Okw3CIzR7c"
                + "DCYbZWFh8H-YmhAmfIRiI3mHkF_q7tI9tHAR6XXK0s1o8BoTOkttA3vcXRihqGU9_YoGz7OSCP1hQDj5vrguNDmHKojFFgyM"
                + "uluf9AUhtG6skuN42_6Lie4NLERKxhLX5uWRMo1egChj1lbyqJzQT4F-iYF8NUyqYZ_rkXwmha0lbMmlcTZCpLoZXFod5450"
                + "V5YP1mF_JOJU4biMX9sZ2cx3avtE5jl2OKfo5XHgRg5XoMXBzAGt3g"
        ),
        (
            "MGF1 with SHA-1",
            "QsgQy3XeL89CP8FqUIzWTx93tWmhXQ132tJLndseKblSw7OEu7wAYE55DD3EsWDNMbmhgAdYTRFzofYCfM7OIdHXaY0Arst8"
                + "V6oY4_vkXjNcC2FKLGtXsShnMPJvbIdrouTTGWJyZVNEFXaZHNZwtkYjS7-NKSx2I802noaI15HZrKfeVMn-7D2EPS8PxEKe"
                + "FsvD4YIzjO-gVhpUJeEcuMTgevYBJfKS1U-jitxkWa2b4PzBGusEH5vLCsw1lLgNkKTxroZxU-lXrGCW7s7leXCRySrZCGNU"
                + "fe6labTV2wRJPPA0siNjys-LOR_TlZFg2AbDU_s9uVw1QrNSgEJVtw"
        ),
        (
            "SHA-1 all through",
            "KaWDHMAgZlwpCJoVcU3h3kqNePpuSLKvCbe5jOdxNlmz9BefRb05sH73kWi78DbJXCb2jCQuqTp4fzmu2ccrrrsQO_FJ7Xq0"
                + "KJQylcqLQwNScbE7xOB1cmehVkUv_dJpT2ZbbEhODI_F8BkuxlxguUC8-V8nz3Q9jHuiHBHi3H_v9t_o9HX3IPwrhiLH2g_u"
                + "_6m2nvQohQz1z-pMsJxfRaeMG46ud6ZisPtArguT2LwYdDzjTwChrcBf5Y6tM0hWAdCgW4WTGLWS07hALPqdqKGfv7fjIYto"
                + "XEfYOMn6J1IbXJepXj27TusDlQBxPnSTzYvAt8bAnYW6oUzY2esgYQ"
        ),
        (
            "SHA-512 all through",
            "fIxLFV68DfxguwB7fBKvTiAqZ8y9c-igPXqiWqcqjhE3f0eQtxc55gnuAqsD9bUziwB0fMhs0LRl9AX60EcTBb-dv1XyzrR7"
                + "I8AxqeWdto9x_pMmnp4aZSWZo1TOoDXfkxu0zEnxVTjQnyCR-das4pRnL7Sq4CAEj4LvkWp2WBmLAZ6qcNDi7s3KmsMFeiSD"
                + "gVdlekioSIHZWI1JKm90mw6m5mVFZz4Nff7vt54LpIUiYMRhP2C0TSmGjeG8hqNPEO3GCAzpTI-XUOTxwZ0lo_VFr9Y1Lp_p"
                + "modhIiC4rzwkTnPf9dxAzvFrsia7nHcRmuSsgThZht5iN6ioMMB6WA"
        ),
        (
            "another trailer",
            "IbTMpEO_d3M_nqWG3HRwawNa-3afJe7jAJ_X4wK0vvmOIQPVQjo5PsQQk6uJkYlSgVNQSwpm07IkkjPaLSFi2qhjqJMhN63I"
                + "3Dc0tMD4q3TzmDLaof0ROUNKOiaf_amzWSWs9_Rp3-8ZNnRhRgXBeg4pLxrtRVYXRt3YIdmRM06eevIs3F1Ub0IMu8BGkZyW"
                + "khhu-J0SjXceS_TCPqxKgI4q_89WS4OjeKcjpu8eKBneQZKAjqGt7uzUDEkhOVkCFJUhNC2tiqVcnMEgzRdyiLnLqrnnMiC2"
                + "DVce0sd7ES-fPw332AMT7ndRmXHY9kkT41GRi3EqiWUkuxwGSKmbgQ"
        ),
        (
            "another separator",
            "NUbNUXF7ArQdLJ87PV-spSYkunpTe1lklByy2Tms5w_8o1SKnm_lOPqXSnV34kZYsrDF_FhUOfi5qlVy2tqushlhF5lEgMT6"
                + "uTf4WpY09tr9pgcBiAGw6O1rZlbs9k5h8S6JycebokBtb8iPSA4c85S-iFg6VB7gy0a0OwNa8rM7YZ_7dkAvGeEVO3HInAue"
                + "HuAYMt6r15t0FynR31TAGh9_X49B-WEw29XynIZEvECQamcULcPiNMjaATlBtHKl697MOdUWH2c4cfefWvsviMwZVlgk2Vwb"
                + "CWwesCfmXBgi_CQt5yi6lKhibt2AJtQDzzSuJKFWJqaw_PQm9-cw4w"
        ),
        (
            "padding of ones",
            "AGP00IVEGLOLe_B4uTWLF8r-1IEKwaZIZBPxrt86Ws5jhskLycaWVJtnYHEjtFzmFH9eYxUVqbZV6ANUUb-rePlF6W0dSupv"
                + "RhbuW8o_4Qo-F-2G7l2n_jV7cZGOQnQuS6cUk9W1CnFXXVNMZ33RgGDmqEhTKlQk5vbA5DT98-SsWfSVy2RyvvE1_mEuzldW"
                + "WFvbktklW3HwxVYBw_dMNabSTagpmZLRSJm4Dfm87XtlvP6ej067XfoCxMiU8aWT3Vb3A1H-0HDgaJ4FLE5nqwLW7zavFMqs"
                + "CErHfDEV2FgQtFp4TKb80gZ1eP9rA3yDeNSkGbSbH7VrNHYbFF0JNw"
        ),
        (
            "PKCS1 padding",
            "kBY6WXv4VGf0easit-ANIY6Vfa30yqdp9u75IGupif3FnckudfDAgPlmhsAQOkYROQz089tI8C7diWpZByUdcfw2rRmTtI6N"
                + "MvIDmJVFKPKarMaz6LoWLZ5C1FlQlqQTR-lpJab1tLZ7WZQ-MnwgaiHfuvRFVTFzR5mgNZnawADJYGw4VGUvBIuHb7uTiz7j"
                + "cMYHpcGEttIEyUky8C4oXUDy748zkmuN_t9jTuLyCoYfiwPS8dgv8G4uHeEpDo8_8UTTuOyHPbQH5mP-I0zdFmDxhnJsjO0U"
                + "1FZH87RHocZIulZ58SWzGY_dJn9YWsdS_InSNYl4ill81UeLK6TfxA"
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
            "Dtlt42-wU5iicq1JNsaWSi5u3ZxXiXvHSNKOZp2mXVHAEEcJw2TvTDnaVMZIogjYuLg2YhL8PDWmwj7-6QdFnxyc_n2l8Rf5"
                + "yP-MzasEe4b21NZlx3On_lhl2LqckBBEUSXCizsr0P5DSIo0-vhngYkzLbC75AW70Yw07TUQUPL3oCpAFY2Sa9M0koIKDOtM"
                + "DW1_RFNhimHuPvpLn79h20ebaIIDFPRdEoTN5GE1Et01Y7Fp3PryXBntUxkKpszbSPvMS8s3VO7McqLuH44toyhL-9vnLMTO"
                + "PPG1oLDWbhYlpKVUDaA_wL5p9o4cT9aKUe_Zq3YvK-A45ufILxFQQQ"
        ),
    ]

    /// A payload and its right signature, and below 2^2048 after the modulus was added to it.
    static let smallPKCS1 = (
        payload: #"{"sub":"0"}"#,
        signature: "RLpUHWs-Ptg_TcCWqZle0zw0ki97p7d9W75uftCcJ9o1CXTRPxnfJ36q97rD-bR1x6qDSJCizRmSsnrSTjkaYUNo7-MweOcp"
            + "8_MV3qWtCZHKm3NSVM5zqYVvcjPpnLNFnfZFy0a6ulgBQZgDC9PnGDZmSvJS6u-POLniq3s7BtO3vrJcyJGfSx6VJF7V-wfW"
            + "PEhTWWMOcZy2uTs6myh4xKZ7l1HcubM979aP-a0S8BvJdTIGpJ89o37CvGHBTsVoiYpMhzJc3Fukh3mi93Vxr1rI9paB19jj"
            + "PRBGArLl84vbwsbxEKhpdamW5AsmtkPWATpBvoVmb_aBDXwkFb0bgQ"
    )

    /// A payload and its right signature, and below 2^2048 after the modulus was added to it.
    static let smallPSS = (
        payload: #"{"sub":"0"}"#,
        signature: "RIVBbloDiF5FhdzbEJu81XCx7O_qsV6TfX-iJsf4nU-p4m2NNMCk6n4zxaUcDpiVmeghoXk6ybADMVkAw_oeNMeLgaykNC5C"
            + "OvE4cr-PEh9KQNqxOm_uYxkfOWHsHAgEgdjstA5whRlg9x7QJIzeOv_DMD2E8umBowapTxGLZECbYvlA7i4JUZik9gLSCdGl"
            + "-BYI0rkHCfHo79CURnKn-9CZMii7NQ1H68odzucFJbla920jVM5yZ1FHhA_Kqih9IKaH7UHwmSO20i7cyLJNi5DqffSSdoAM"
            + "dzyZOfqleFw8A8KmApB3lXTOiz58lNY9VLOHVBXlw-82S1HAivnhVQ"
    )

    /// A payload and its right signature, and beginning with a zero byte.
    static let zeroPKCS1 = (
        payload: #"{"sub":"214"}"#,
        signature: "AFdp23OTEYvAyr7PBpNzuyfRk-iX9IA46ksOI3rxpROWbipAOC4N5Wk07mqCkWjnRy4J8B6v2ihcJLg2_jSmubLris-GJ7Cs"
            + "TQD6V9YOm3Yj9gMgr-QlBjHgboE0yFvoZN1sWH4eF0VegUS6fuZm4MAdb6A534YuvjsgSmkhJpN_in0tq59rSgR0aAYJSI2X"
            + "LEAsD4qT5SIn--LRGUs-guO_Si2WmlWyT5-3PrJqXSp6P8SQsfgOUHIsaJkb9LhHmaVIhs2oq4NCeoidGAX-xERDVasVxg2a"
            + "OUYDM5S0mwik_5jxeuGiN01xrVhZJXNyb6-qVLD4NmkRbyBqpxLHBQ"
    )

    /// A payload and its right signature, and beginning with a zero byte.
    static let zeroPSS = (
        payload: #"{"sub":"197"}"#,
        signature: "AHuoet2hRrebXJwNzL98F2vzwxhxzcSyw_fGMdO-Vzhbu6pAF6gidb3kuzDOzj-J4AGJwyz2VasNBj7PhuIAX9lja5V_GQ4F"
            + "X-OJ2h2ILR809x4vI_-htJjEKv2PlhKZP2RTlBzsuPxF-b975XBBAftUrEZmkjdU3OLKapekr8FD_9zIdLLX7MMSpsMMP8p0"
            + "WYNL8WpsOIJeEvOjzPpTOI_Sk9vlDqD09An1IaybZO5sGazdHflmN-CcxDkuY_95kIpgoR_aF4GTVtMjCaNVbQXz_ezf1aKm"
            + "pSznQ6Jv9srtGZR8k3ooctLrz0dWsgsQprbxupFU5C96XfRUb5Ea4Q"
    )
}
