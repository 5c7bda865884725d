"""Tables as offices send them, invented from end to end, with what a careful reader takes from each.

The layouts are those of real producers; places are real, every number is made up. What is not
listed must not come out: plans, populations, capacities, totals beside their parts.
"""

# ruff: noqa: E501 (a row of a table is easier to hold against its header unbroken)

from datetime import date

from tests.badfiles.build import case, text_file
from tests.badfiles.case import ANY, Case, Rejected, accepted, either, figure, refused
from tests.badfiles.xlsx import Formula, Sheet, Styled, workbook

ASK = refused("looked", "figure", "mean", "column")


def year_end(year: int) -> tuple[str, str]:
    """Return how the date of a stock may be put whose table only says the year."""
    return str(year), f"{year}-12-31"


def cases() -> list[Case]:
    """Return every table."""
    return [*_partners(), *_events(), *_populations(), *_needs(), *_reports(), *_surveys()]


def _partners() -> list[Case]:
    five_w = (
        "Organisation,Implementing partner,Cluster,Activity,Admin1,Admin1 Pcode,Month,People targeted,People reached,"
        "Reached men,Reached women,Status\n"
        "#org+name,#org+impl,#sector,#activity,#adm1+name,#adm1+code,#date,#targeted,#reached,#reached+m,#reached+f,#status\n"
        "Agency A,Partner B,WASH,Latrines,North Darfur,SD02,2023-03,5000,4210,2000,2210,Ongoing\n"
        "Agency A,Partner C,Health,Clinics,North Darfur,SD02,2023-03,900,1020,,,Completed\n"
        "Agency D,Agency D,WASH,Water trucking,Blue Nile,SD08,2023-04,7000,,,,Planned\n"
    )
    plain = "\n".join(line for line in five_w.splitlines() if not line.startswith("#")) + "\n"
    sudan = ("SDN", None)
    reached = accepted(
        figure("reached", 4210, sudan, ("2023-03", "2023-03-31"), measure=ANY),
        figure("reached", 1020, sudan, ("2023-03", "2023-03-31"), measure=ANY),
        also=(
            figure("reached", 2000, sudan, ("2023-03", "2023-03-31"), measure=ANY, part=True),
            figure("reached", 2210, sudan, ("2023-03", "2023-03-31"), measure=ANY, part=True),
        ),
    )
    return [
        case("who does what where", "5w_with_tags.csv", five_w, reached),
        case("who does what where", "5w_without_tags.csv", plain, reached),
    ]


def _events() -> list[Case]:
    acled = (
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,interaction,civilian_targeting,"
        "iso,region,country,admin1,admin2,location,latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n"
        "MLI90001,31 March 2023,2023,1,Political violence,Battles,Armed clash,Militia,13,,466,Western Africa,Mali,Mopti,Koro,"
        'Dinangourou,14.45,-2.25,1,Radio,"On 31 March, 400 men came; 9 died.",9,1680000000\n'
        "NER90002,01 April 2023,2023,1,Political violence,Violence against civilians,Attack,Militia,37,Civilian targeting,562,"
        "Western Africa,Niger,Tillaberi,Say,Tamou,12.75,2.17,1,Radio,Cattle taken,0,1680000001\n"
    )
    ged = (
        "id,relid,year,active_year,type_of_violence,conflict_name,side_a,side_b,adm_1,adm_2,country,country_id,region,"
        "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low\n"
        "900001,MLI-2021-1,2021,1,1,Mali: Government,Government of Mali,Group B,Mopti region,Koro cercle,Mali,432,Africa,"
        "1,2021-05-06 00:00:00.000,2021-05-06 00:00:00.000,2,5,1,0,8,11,8\n"
        "900002,DRC-2021-2,2021,1,3,Group C - Civilians,Group C,Civilians,Ituri province,,DR Congo (Zaire),490,Africa,"
        "4,2021-06-01 00:00:00.000,2021-06-30 00:00:00.000,0,0,20,0,20,26,14\n"
    )
    emdat = (
        "DisNo.,Disaster Type,ISO,Country,Location,Start Year,Start Month,Start Day,End Year,End Month,End Day,"
        'Total Deaths,No. Injured,No. Affected,No. Homeless,Total Affected,"Total Damage (\'000 US$)",CPI\n'
        "2022-9001-NER,Flood,NER,Niger,Maradi,2022,8,3,2022,8,21,103,,90000,7000,97000,1200,92.5\n"
        "2023-9002-MWI,Storm,MWI,Malawi,Blantyre,2023,3,12,2023,3,14,679,2186,2000000,,2002186,500000,\n"
    )
    niger, malawi = ("2022-08-03/2022-08-21", "2022-08"), ("2023-03-12/2023-03-14", "2023-03")
    storm = {"cause": ("disaster", "unknown")}
    go = (
        "id,created_at,summary,countries,dtype,num_injured,num_dead,num_affected,gov_num_injured,gov_num_dead,gov_num_affected,"
        "other_num_dead,other_num_affected\n"
        "9001,2023-03-14T08:00:00Z,Malawi: Cyclone,MWI,Cyclone,40,11,5000,60,99,8000,,9500\n"
    )
    monitoring = (
        "Date,Country,Incident type,Number of incidents,Civilians killed,Civilians injured,Civilians abducted\n"
        "2023-02-28,Burkina Faso,IED,3,7,12,0\n2023-02-28,Mali,Raid,2,4,,6\n"
    )
    civilians = {"population_group": "civilians"}
    return [
        case(
            "events",
            "acled_export.csv",
            acled,
            accepted(
                figure("killed", 9, "MLI", "2023-03-31", cause=("conflict", "unknown"), admin1_name="Mopti"),
                figure("killed", 0, "NER", "2023-04-01", cause=("conflict", "unknown")),
            ),
        ),
        case(
            "events",
            "ged_export.csv",
            ged,
            accepted(
                figure("killed", 8, "MLI", "2021-05-06", value_low=8, value_high=11, cause="conflict"),
                figure("killed", 20, "COD", "2021-06-01/2021-06-30", value_low=14, value_high=26, cause="conflict"),
                also=[
                    figure("killed", value, place, when, part=True, population_group=ANY)
                    for value, place, when in [
                        *((n, "MLI", "2021-05-06") for n in (2, 5, 1, 0)),
                        *((n, "COD", "2021-06-01/2021-06-30") for n in (20, 0, 0, 0)),
                    ]
                ],
            ),
        ),
        case(
            "events",
            "emdat_export.csv",
            emdat,
            accepted(
                figure("killed", 103, "NER", niger, **storm),
                figure("homeless", 7000, "NER", niger, part=ANY, **storm),
                figure("killed", 679, "MWI", malawi, **storm),
                figure("injured", 2186, "MWI", malawi, part=ANY, **storm),
                figure("affected", 97000, "NER", niger, **storm),
                figure("affected", 2002186, "MWI", malawi, **storm),
                also=(
                    figure("affected", 90000, "NER", niger, part=True, **storm),
                    figure("affected", 2000000, "MWI", malawi, part=True, **storm),
                ),
            ),
            ASK,
        ),
        case(
            "events",
            "go_field_reports.csv",
            go,
            accepted(
                *(
                    figure(indicator, value, "MWI", ANY, reporter=reporter, measure=ANY)
                    for indicator, value, reporter in [
                        ("injured", 40, _RED_CROSS),
                        ("killed", 11, _RED_CROSS),
                        ("affected", 5000, _RED_CROSS),
                        ("injured", 60, _GOVERNMENT),
                        ("killed", 99, _GOVERNMENT),
                        ("affected", 8000, _GOVERNMENT),
                        ("affected", 9500, _OTHER),
                    ]
                )
            ),
        ),
        case(
            "events",
            "protection_monitoring.csv",
            monitoring,
            accepted(
                figure("incidents", 3, "BFA", "2023-02-28"),
                figure("killed", 7, "BFA", "2023-02-28", **civilians),
                figure("injured", 12, "BFA", "2023-02-28", **civilians),
                figure("abducted", 0, "BFA", "2023-02-28", **civilians),
                figure("incidents", 2, "MLI", "2023-02-28"),
                figure("killed", 4, "MLI", "2023-02-28", **civilians),
                figure("abducted", 6, "MLI", "2023-02-28", **civilians),
            ),
        ),
    ]


_RED_CROSS = ("IFRC", "Red Cross", "Red Cross and Red Crescent", "National Society", "Red Cross Red Crescent")
_GOVERNMENT = (
    "government",
    "Government",
    "Government of Malawi",
    "the government",
    "Malawian government",
    "Authorities",
)
_OTHER = ("other", "Other", "Other sources", "other sources", "others", "Others")


def _populations() -> list[Case]:
    wdi = (
        '\ufeff"Data Source","World Development Indicators",\n\n"Last Updated Date","2023-12-18",\n\n'
        '"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020","2021",\n'
        '"Chad","TCD","Refugee population by country or territory of asylum","SM.POP.REFG","442672","478664","",\n'
        '"Africa Western and Central","AFW","Refugee population by country or territory of asylum","SM.POP.REFG","1","2","3",\n'
        '"Chad","TCD","Population, total","SP.POP.TOTL","16126866","16644701","17179740",\n'
        '"Mali","MLI","Internally displaced persons, new displacement associated with conflict and violence (number of cases)",'
        '"VC.IDP.NWCV","284000","277000","249000",\n'
    )
    conflict = {"cause": ("conflict", "unknown")}
    owid = (
        "Entity,Code,Year,Refugees by destination\nAfrica,,2020,6600000\nChad,TCD,2020,478664\nWorld,OWID_WRL,2020,20700000\n"
        "Kosovo,OWID_KOS,2020,350\n"
    )
    applications = (
        "Year,Country of Origin,Country of Origin (ISO),Country of Asylum,Country of Asylum (ISO),Authority,Stage of procedure,"
        "Cases / Persons,Applications\n"
        "2022,Mali,MLI,Spain,ESP,G,New,P,1500\n2022,Mali,MLI,France,FRA,G,Appeal,C,*\n"
    )
    gidd = [
        ["ISO3", "Name", "Year", "Conflict Stock Displacement", "Conflict Stock Displacement (Raw)",
         "Conflict Internal Displacements", "Conflict Internal Displacements (Raw)",
         "Disaster Internal Displacements", "Disaster Internal Displacements (Raw)"],
        ["MLI", "Mali", 2022, 380000, 380289, 154000, 153852, 25000, 24511],
        ["AB9", "Abyei Area", 2022, 31000, 31043, None, None, None, None],
    ]  # fmt: skip
    mali_2022 = year_end(2022)
    hapi = (
        "origin_location_code,origin_has_hrp,origin_in_gho,asylum_location_code,asylum_has_hrp,asylum_in_gho,population_group,"
        "gender,age_range,min_age,max_age,population,reference_period_start,reference_period_end\n"
        "SDN,TRUE,TRUE,TCD,TRUE,TRUE,REF,all,all,,,400000,2022-01-01,2022-12-31\n"
        "SDN,TRUE,TRUE,TCD,TRUE,TRUE,REF,f,0-4,0,4,38000,2022-01-01,2022-12-31\n"
        "SDN,TRUE,TRUE,TCD,TRUE,TRUE,REF,f,all,,,220000,2022-01-01,2022-12-31\n"
        "SDN,TRUE,TRUE,TCD,TRUE,TRUE,ASY,all,all,,,5000,2022-01-01,2022-12-31\n"
        "XXA,FALSE,FALSE,TCD,TRUE,TRUE,STA,all,all,,,77,2022-01-01,2022-12-31\n"
    )
    camps = (
        "Country,Camp,Date,Capacity,Current refugee population,Families,% occupancy\n"
        "Chad,Farchana,2023-05-31,25000,31204,7820,125%\nChad,Bredjing,2023-05-31,40000,45010,11002,113%\n"
    )
    returns = (
        "Country of return,Returned from,Month,Returnees male,Returnees female,Returnees total\n"
        "South Sudan,Sudan,2023-05,1200,1500,2700\nSouth Sudan,Uganda,2023-05,30,20,50\n"
    )
    chad = {"origin_code": "SDN"}
    return [
        case(
            "populations",
            "API_SM.POP.REFG_DS2_en_csv.csv",
            wdi,
            accepted(
                figure("refugees", 442672, "TCD", year_end(2019)),
                figure("refugees", 478664, "TCD", year_end(2020)),
                figure("displaced", 284000, "MLI", "2019", **conflict),
                figure("displaced", 277000, "MLI", "2020", **conflict),
                figure("displaced", 249000, "MLI", "2021", **conflict),
                also=[figure("refugees", n, None, year_end(2018 + n)) for n in (1, 2, 3)],
            ),
        ),
        case(
            "populations",
            "refugees-by-destination.csv",
            owid,
            accepted(
                figure("refugees", 478664, "TCD", year_end(2020)),
                also=(
                    figure("refugees", 6600000, None, year_end(2020)),
                    figure("refugees", 20700000, None, year_end(2020)),
                    figure("refugees", 350, (None, "XKX"), year_end(2020)),
                ),
            ),
        ),
        case(
            "populations",
            "asylum_applications.csv",
            applications,
            accepted(
                figure("asylum_seekers", 1500, "ESP", "2022", origin_code="MLI", measure="flow"),
                says=("row 3", "application", "flow", ""),
            ),
            refused("application", "asylum", "looked"),
        ),
        case(
            "populations",
            "IDMC_GIDD_Internal_Displacement.xlsx",
            lambda: workbook(Sheet("1_Displacement_data", gidd)),
            accepted(
                figure("idps", 380289, "MLI", mali_2022, cause="conflict"),
                figure("displaced", 153852, "MLI", "2022", cause="conflict"),
                figure("displaced", 24511, "MLI", "2022", cause="disaster"),
                either(figure("idps", 31043, None, mali_2022, cause="conflict"), Rejected(3)),
            ),
            accepted(
                figure("idps", 380000, "MLI", mali_2022, cause="conflict"),
                figure("displaced", 154000, "MLI", "2022", cause="conflict"),
                figure("displaced", 25000, "MLI", "2022", cause="disaster"),
                either(figure("idps", 31000, None, mali_2022, cause="conflict"), Rejected(3)),
            ),
        ),
        case(
            "populations",
            "hapi_refugees.csv",
            hapi,
            accepted(
                figure("refugees", 400000, "TCD", year_end(2022), **chad),
                figure("asylum_seekers", 5000, "TCD", year_end(2022), **chad),
                also=(
                    figure("refugees", 38000, "TCD", year_end(2022), part=True, population_group=ANY, **chad),
                    figure("refugees", 220000, "TCD", year_end(2022), part=True, population_group=ANY, **chad),
                ),
            ),
        ),
        case(
            "populations",
            "camp_population.csv",
            camps,
            accepted(
                figure("refugees", 31204, "TCD", "2023-05-31"),
                figure("refugees", 45010, "TCD", "2023-05-31"),
                also=(
                    figure("refugees", 7820, "TCD", "2023-05-31", unit="household"),
                    figure("refugees", 11002, "TCD", "2023-05-31", unit="household"),
                ),
            ),
        ),
        case(
            "populations",
            "returns_by_border.csv",
            returns,
            accepted(
                figure("returnees", 2700, "SSD", "2023-05", origin_code=("SDN", None)),
                figure("returnees", 50, "SSD", "2023-05", origin_code=("UGA", None)),
                also=[
                    figure("returnees", n, "SSD", "2023-05", part=True, origin_code=ANY) for n in (1200, 1500, 30, 20)
                ],
            ),
        ),
    ]


def _needs() -> list[Case]:
    needs = (
        "location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,admin_level,category,"
        "sector_code,sector_name,population_status,population,reference_period_start,reference_period_end\n"
        "HTI,TRUE,TRUE,,,,,0,,Intersectoral,Intersectoral,all,11700000,2024-01-01,2024-12-31\n"
        "HTI,TRUE,TRUE,,,,,0,,Intersectoral,Intersectoral,INN,5500000,2024-01-01,2024-12-31\n"
        "HTI,TRUE,TRUE,,,,,0,,Intersectoral,Intersectoral,TGT,3600000,2024-01-01,2024-12-31\n"
        "HTI,TRUE,TRUE,,,,,0,,WSH,Water,INN,2900000,2024-01-01,2024-12-31\n"
        "HTI,TRUE,TRUE,,,,,0,Children,WSH,Water,INN,1400000,2024-01-01,2024-12-31\n"
    )
    french = (
        "Département;Cluster;Population totale;Personnes dans le besoin;Personnes ciblées;% dans le besoin\n"
        "Artibonite;Sécurité alimentaire;1 849 000;1 012 345;640 000;54,8%\n"
        "Artibonite;Eau, hygiène et assainissement;1 849 000;402 117;210 000;21,7%\n"
        "Ouest;Sécurité alimentaire;4 200 000;1 875 902;990 000;44,7%\n"
    )
    haiti = ("HTI", None)
    phases = (
        "Pays;Niveau 1;Population totale;Phase 1;Phase 2;Phase 3;Phase 4;Phase 5;Phase 3-5\n"
        "Niger;Diffa;800000;400000;250000;120000;30000;0;150000\n"
    )
    cholera = "Pays,Province,Année,Semaine,Cas suspects,Décès\nCongo (RDC),Nord-Kivu,2023,12,1204,9\nCongo (RDC),Sud-Kivu,2023,12,310,2\n"
    return [
        case(
            "needs",
            "hapi_humanitarian_needs.csv",
            needs,
            accepted(
                figure("people_in_need", 5500000, "HTI", ("2024", "2024-12-31")),
                figure("people_in_need", 2900000, "HTI", ("2024", "2024-12-31"), part=ANY),
                also=(
                    figure("people_in_need", 1400000, "HTI", ("2024", "2024-12-31"), part=True, population_group=ANY),
                ),
            ),
        ),
        case(
            "needs",
            "besoins_par_cluster.csv",
            text_file(french, "cp1252"),
            accepted(
                figure("people_in_need", 1012345, haiti),
                figure("people_in_need", 402117, haiti),
                figure("people_in_need", 1875902, haiti),
            ),
        ),
        case(
            "needs",
            "cadre_harmonise.csv",
            phases,
            accepted(
                figure("food_insecure", 150000, "NER"),
                also=[figure("food_insecure", n, "NER", part=True) for n in (120000, 30000, 0)],
            ),
        ),
        case(
            "needs",
            "cholera_par_semaine.csv",
            cholera,
            accepted(
                *(
                    figure(indicator, value, "COD", ("2023-03-20/2023-03-26", "2023"), measure=ANY, cause=ANY)
                    for indicator, value in [("cases", 1204), ("killed", 9), ("cases", 310), ("killed", 2)]
                )
            ),
            ASK,
        ),
    ]


def _reports() -> list[Case]:
    days = (
        "Malawi: Tropical Cyclone - key figures,,,\nSource: disaster management department,,,\n"
        "Indicator,12/03/2023,15/03/2023,22/03/2023\n"
        "Deaths (cumulative),99,225,507\nInjured (cumulative),,707,1332\nPeople displaced,20000,83000,559000\n"
        "Number of sites,28,165,577\n"
    )
    malawi = ("MWI", None)
    months = (
        "New internal displacements by month 2023,,,,\nCountry,Jan-23,Feb-23,Mar-23,Total\n"
        "Somalia,120000,95000,210000,425000\nEthiopia,,33000,12000,45000\nTotal,120000,128000,222000,470000\n"
    )
    dated = (
        "Somalia: internally displaced people by region,,\nas of 31/03/2023,,\n,,\nRegion,IDP households,IDPs\n"
        "Banadir,250000,1500000\nBay,90000,540000\nTotal,340000,2040000\n"
    )
    somalia = {"place": ("SOM", None), "when": ("2023-03-31", None)}
    casualties = "Ukraine: civilian casualties,,,\nMonth,Killed,Injured,Total casualties\nJanuary 2023,198,539,737\nFebruary 2023,150,472,622\n"
    ukraine = ("UKR", None)
    spanish = (
        "Departamento;Municipio;Fecha;Familias afectadas;Personas afectadas;Viviendas destruidas;Viviendas averiadas;Fallecidos;"
        "Heridos;Desaparecidos\nChocó;Quibdó;31/10/2020;120;510;14;77;2;9;1\nNariño;Tumaco;01/11/2020;60;244;3;20;;4;\n"
    )
    colombia = ("COL", None)
    october, november = "2020-10-31", "2020-11-01"
    return [
        case(
            "situation reports",
            "days_as_columns.csv",
            days,
            accepted(
                *(
                    figure("killed", n, malawi, day, measure="cumulative", cause=ANY)
                    for n, day in [(99, "2023-03-12"), (225, "2023-03-15"), (507, "2023-03-22")]
                ),
                *(
                    figure("injured", n, malawi, day, measure="cumulative", cause=ANY)
                    for n, day in [(707, "2023-03-15"), (1332, "2023-03-22")]
                ),
                *(
                    figure(("displaced"), n, malawi, day, measure=ANY, cause=ANY)
                    for n, day in [(20000, "2023-03-12"), (83000, "2023-03-15"), (559000, "2023-03-22")]
                ),
            ),
            ASK,
        ),
        case(
            "situation reports",
            "months_as_columns.csv",
            months,
            accepted(
                figure("displaced", 120000, "SOM", "2023-01"),
                figure("displaced", 95000, "SOM", "2023-02"),
                figure("displaced", 210000, "SOM", "2023-03"),
                figure("displaced", 33000, "ETH", "2023-02"),
                figure("displaced", 12000, "ETH", "2023-03"),
            ),
            ASK,
        ),
        case(
            "situation reports",
            "date_in_the_title.csv",
            dated,
            accepted(
                figure("idps", 1500000, **somalia),
                figure("idps", 540000, **somalia),
                also=(
                    figure("idps", 250000, unit="household", **somalia),
                    figure("idps", 90000, unit="household", **somalia),
                ),
            ),
        ),
        case(
            "situation reports",
            "casualties_by_month.csv",
            casualties,
            accepted(
                figure("killed", 198, ukraine, "2023-01", population_group=ANY),
                figure("injured", 539, ukraine, "2023-01", population_group=ANY),
                figure("killed", 150, ukraine, "2023-02", population_group=ANY),
                figure("injured", 472, ukraine, "2023-02", population_group=ANY),
            ),
        ),
        case(
            "situation reports",
            "daños_por_municipio.csv",
            text_file(spanish, "latin-1"),
            accepted(
                figure("affected", 120, colombia, october, unit="household"),
                figure("affected", 510, colombia, october),
                figure("houses_destroyed", 14, colombia, october),
                figure("houses_damaged", 77, colombia, october),
                figure("killed", 2, colombia, october),
                figure("injured", 9, colombia, october),
                figure("missing", 1, colombia, october),
                figure("affected", 60, colombia, november, unit="household"),
                figure("affected", 244, colombia, november),
                figure("houses_destroyed", 3, colombia, november),
                figure("houses_damaged", 20, colombia, november),
                figure("injured", 4, colombia, november),
            ),
        ),
    ]


def _surveys() -> list[Case]:
    sites = [
        ["Displacement Tracking Matrix - site assessment"],
        ["Country: Nigeria", None, "Round 44", None, None, "as of 31 March 2023"],
        [],
        [
            "Site ID",
            "Site name",
            "Admin 1",
            "Admin 2",
            "Number of IDP households",
            "Number of IDP individuals",
            "Main need",
        ],
        ["NG-S001", "Camp 1", "Borno", "Jere", 812, 4190, "Food"],
        ["NG-S002", "Camp 2", "Adamawa", "Yola North", 95, 502, "Shelter"],
        ["Total", None, None, None, 907, 4692, None],
    ]
    nigeria = {"place": ("NGA", None), "when": ("2023-03-31", None)}
    ages = [
        ["Refugees by sex and age, Uganda, 30 April 2023"],
        ["District", "0-17", None, "18-59", None, "60+", None, "Total"],
        [None, "Male", "Female", "Male", "Female", "Male", "Female", None],
        ["Arua", 1000, 1100, 700, 900, 40, 60, 3800],
        ["Adjumani", 2000, 2100, 1700, 1900, 80, 120, 7900],
    ]
    uganda = {"place": ("UGA", None), "when": ("2023-04-30", None), "population_group": ANY}
    parts = (1000, 1100, 700, 900, 40, 60, 2000, 2100, 1700, 1900, 80, 120)
    blocks = [
        ["Country", "Camp", "Mar 2023", "Apr 2023"],
        ["Kenya", "Dadaab", 241000, 242500],
        [None, "Kakuma", 200100, 201300],
        ["Kenya total", None, 441100, 443800],
    ]
    needs = [
        ["Country", "ISO3", "Year", "People in need", "People targeted", "Requirements (US$)", "Share"],
        ["Mali", "MLI", 2023, Formula("8000000+800000", 8800000), 5700000, 751000000, Styled(0.42, 2)],
        ["Niger", "NER", 2023, Formula("D2/2"), 2700000, 584000000, Styled(0.17, 2)],
    ]
    kobo = (
        "_uuid,start,end,Enumerator name,Village,Number of IDP households,_geolocation\n"
        "77aa-01,2023-03-01T08:00:00,2023-03-01T08:40:00,Quuxley,Djibo,44,14.09 -1.62\n"
    )
    pivot = [["Row Labels", "Sum of IDPs"], ["Mali", 100], ["Grand Total", 100]]
    return [
        case(
            "surveys",
            "DTM_site_assessment_R44.xlsx",
            lambda: workbook(Sheet("Sites", sites, merged=["A1:G1"])),
            accepted(
                figure("idps", 4190, admin1_name="Borno", cell="Sites!F5", **nigeria),
                figure("idps", 502, admin1_name="Adamawa", **nigeria),
                also=(
                    figure("idps", 812, unit="household", **nigeria),
                    figure("idps", 95, unit="household", **nigeria),
                ),
            ),
        ),
        case(
            "surveys",
            "refugees_by_sex_and_age.xlsx",
            lambda: workbook(Sheet("Data", ages, merged=["A2:A3", "B2:C2", "D2:E2", "F2:G2", "H2:H3", "A1:H1"])),
            accepted(
                figure("refugees", 3800, **uganda),
                figure("refugees", 7900, **uganda),
                also=[figure("refugees", n, part=True, **uganda) for n in parts],
            ),
            ASK,
        ),
        case(
            "surveys",
            "camps_in_blocks.xlsx",
            lambda: workbook(Sheet("Refugees", blocks, merged=["A2:A3"])),
            accepted(
                *(
                    figure("refugees", n, ("KEN", None), when)
                    for n, when in [
                        (241000, ("2023-03", "2023-03-31")),
                        (242500, ("2023-04", "2023-04-30")),
                        (200100, ("2023-03", "2023-03-31")),
                        (201300, ("2023-04", "2023-04-30")),
                    ]
                )
            ),
            ASK,
        ),
        case(
            "surveys",
            "plan_overview.xlsx",
            lambda: workbook(
                Sheet("Overview", needs), Sheet("Notes", [["Numbers are provisional", date(2023, 1, 31)]])
            ),
            accepted(figure("people_in_need", 8800000, "MLI", year_end(2023)), Rejected(3)),
        ),
        case("surveys", "kobo_export.csv", kobo, refused("person", "private"), secret=("Quuxley", "14.09 -1.62")),
        case(
            "surveys",
            "pivot_beside_the_data.xlsx",
            lambda: workbook(
                Sheet("Pivot", pivot),
                Sheet("Data", [["Country", "Site", "Date", "IDPs"], ["Mali", "Camp 1", date(2023, 3, 31), 100]]),
            ),
            accepted(figure("idps", 100, "MLI", "2023-03-31", cell="Data!D2")),
            accepted(figure("idps", 100, "MLI", None), says=("sheet",)),
            refused("sheet"),
        ),
    ]
