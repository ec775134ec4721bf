/// RSA moduli that give their private half away, or are too small; base64url.
enum WeakModuli {
    /// Of two primes k·M + (65537^a mod M), as ROCA's chips made them for 2048 bits.
    static let roca =
        "295L1kbZHMPfZ5OmEY4BDdk3XGxPb652zXxozfAdEA6HEFRhCQHQZNUqJ_ik3B-bg3vgjxdDOGECmjbvZ_pHTbkX7T1oV5sk"
        + "LbMyq_xeSH6FLpZh5nNWimnRtWzsU8Vno581Dl97UQZHhop-_ckDGkJNDWEtuzGNJXpeAtMpZJutMF3bfbkRk2VlRTnwmU0S"
        + "NticiIy8XGACmeDAQDnUJWNsH32uIeyIaQoyekRBIn3bEIAMXkkYfYvAVAgA-X88VrA4AAULWJ_y38o4Sbvl3-EuEIm48U4r"
        + "SkdC3PLwBOvIzaU3Nv1O5CFFZ9CYzuZJnRzib3z39q9mwG7OtrLgKQ"
    /// One prime of 2048 bits: anybody can compute the private half.
    static let prime =
        "-5WmQiMtH2kcUmQdAIn_UX3JH9Wk4BjLJoZQDB7qphG_Q4lCyEPkqybDR1WY8DC9lFRpCZZWH1ITKlBFqcqEoXOkrsF-4G5t"
        + "70vsph1fPBnj98tG9mU49-G9TN4RjHGcc-phOB2VTNhh8pkL-JRl96M3kGOs0okyfnlPjojPgappQkg0sq3Mk9VkmDcLbgi6"
        + "kpc5Zl6i94FMJh-fZ3DeGF2hkc-ANtcZmgpL_Gv0qhh_6HNJbO0W_mRQioWCk2NpYlAhcw4afrDvGRvHTAxyL7VesiNNzwCb"
        + "qFan7PqaYbV4Gi2WlGzw9fypxyg5HLqfj90UCkw1mpEexHLPABCUWw"
    /// Three times a prime.
    static let smallFactor =
        "pT9d1OPPMYnhuBjBbB2yT_-l0-iiMlU7HPPNvB0g8odr8vrjnC1UBp5sNXAlb_m0z7uGyRRXjgUiOHTED1JMjfwCmln0f1RO"
        + "HNlSy1AZVssS2_Q_Jwyw_r936-PIkSIOX_Jx-xKtCqasP4EtwWjkwK_w-dxtPU2CQeukieF_EetDgxKeCH_93-J3ALeIPQKo"
        + "OnGd_dwvkbcgMWmn7rSE3Ib8NYYYjeADTIoaPDaOsVLQjRPItGq4XFYKMjIfBni-O7EANKQUdV5IqzWj9AHJt84FpP8QgJKU"
        + "mdhsMeYR1awz5bZ3jaEDo5t0rENdxN0ata7D2KE9L0n4BbAvfuIYpw"
    /// A prime squared.
    static let square =
        "wEdn8Gb1pFgOob7UCMl0jydNnch8LH2oJOU03-cWV3CB2vpSsvsvYZi3S0LRVwEmmKDqApzL-Xfl6oqhbtQyXS8XZtwuyT-X"
        + "SanqiGRn4bKnf95VxxM7U437zbkJmNryrKOBzkAFDqAzIWK0Q9TLD9oCzS8DFAxr5UjYdqoAlrcY1bKzZWT2DyV-9bn1c0wH"
        + "xvBBrSCpDnrJTuRNvVFp-ilOnqal0bqF32cLvW9_nsuInaaE1B-djv0qn6qQwi2CnFyEI9jMY5G3VlqpaLmETDdQL7bUyq4v"
        + "A3O8ylLZMSHlMTG1-6cvvuJp7n-C8PlfXMW7qNDdjexXdG7osrVvAQ"
    /// Of 1024 bits.
    static let bits1024 =
        "t6lO_clIEaLT7oJdaSJdPDiBYX-2DvMzNXawQ9HpMl_u2bbIG279jkbMM17D6_i6ZO0oa3F4qRV8BCRqqVhdHDQNkJIaQmCb"
        + "FnKF55ZgEzQ9UTUbFR7ohzaYMQ_W1MUTlrhM0220_4MbZ8kKu6hIWMRAVZwRln9WY_DK-vUC-Fs"
}
